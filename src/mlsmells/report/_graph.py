"""The lineage of a project as Mermaid and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mlsmells import __version__
from mlsmells.report._terminal import escape

if TYPE_CHECKING:
    from mlsmells.engine.trails import Edge, Lineage, Node

SCHEMA_VERSION = 1
_SHAPES = {
    "data": ('[("', '")]'),
    "settings": ('{{"', '"}}'),
    "script": ('["', '"]'),
    "notebook": ('(["', '"])'),
    "stage": ('[["', '"]]'),
}


def mermaid(graph: Lineage) -> str:
    """A flow chart. Dotted: only dvc.yaml says so. With the words "not in dvc.yaml": only the code of a stage does."""
    ids = {name: f"n{number}" for number, name in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for node in graph.nodes.values():
        start, end = _SHAPES[node.kind]
        lines.append(f"    {ids[node.id]}{start}{_label(node)}{end}")
    for edge in graph.edges.values():
        lines.append(f"    {ids[edge.start]} {_arrow(edge, graph)} {ids[edge.end]}")
    lines += [f"    %% {escape(found.message)}" for found in graph.differences]
    return "\n".join(lines) + "\n"


def _label(node: Node) -> str:
    text = _quoted(node.id)
    return f"{text}<br>{_quoted(node.path)}" if node.kind == "stage" and node.path else text


def _quoted(text: str) -> str:
    shown = escape(text).replace("&", "#amp;").replace('"', "#quot;")
    return shown.replace("<", "#lt;").replace(">", "#gt;")


def _arrow(edge: Edge, graph: Lineage) -> str:
    if edge.said_by == "dvc.yaml":
        return "-.->|not seen in the code|"
    stage = "stage" in (graph.nodes[edge.start].kind, graph.nodes[edge.end].kind)
    return "-->|not in dvc.yaml|" if stage and edge.said_by == "code" else "-->"


def as_json(graph: Lineage) -> str:
    """Everything that is known, for programs."""
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "mlsmells", "version": __version__},
        "nodes": [node._asdict() for node in graph.nodes.values()],
        "edges": [
            {
                "from": edge.start,
                "to": edge.end,
                "said_by": edge.said_by,
                "places": [place._asdict() for place in sorted(edge.places)],
            }
            for edge in graph.edges.values()
        ],
        "differences": [found._asdict() for found in graph.differences],
        "unclear": [
            {"node": item.node, "what": item.what, "places": [place._asdict() for place in item.places]}
            for item in graph.unclear
        ],
    }
    return json.dumps(report, indent=2) + "\n"
