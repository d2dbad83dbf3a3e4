"""``mlsmells graph``: who reads and writes which data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlsmells.cli import Refused
from mlsmells.cli._options import Choice
from mlsmells.cli._output import counted, emit, note
from mlsmells.config import load_config
from mlsmells.engine.paths import from_here
from mlsmells.engine.settings import validate_knowledge
from mlsmells.report import escape

if TYPE_CHECKING:
    from mlsmells.engine.trails import Lineage, Unclear


@click.command(name="graph")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--output-format", type=Choice(["mermaid", "json"]), default="mermaid", help="How it is written.")
@click.option("--output-file", type=click.Path(path_type=Path), help="Write the graph to this file.")
@click.option("--check", is_flag=True, help="Exit with 1 if a stage of dvc.yaml disagrees with what it runs.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error.")
def command(path: Path, *, output_format: str, output_file: Path | None, check: bool, quiet: bool) -> None:
    """Draw which scripts, notebooks and stages of the project PATH read and write which data.

    Names on standard error the stages of dvc.yaml whose deps and outs are not what their code reads and writes.

    \b
    Example:
      mlsmells graph . --output-format json --output-file lineage.json
    """
    from mlsmells.engine.lineage import build_lineage
    from mlsmells.report import _graph

    if not path.is_dir():
        raise Refused(f"{path} is not a folder")
    root, config = path.resolve(), load_config(path)
    validate_knowledge(config)
    graph = build_lineage(root, config)
    emit(_graph.as_json(graph) if output_format == "json" else _graph.mermaid(graph), output_file)
    if not quiet:
        for found in graph.differences:
            note(escape(f"{from_here(found.file, root)}:{found.line}: {found.message}"))
        for item in graph.unclear:
            note(escape(f"unclear: {_named(item.node, graph, root)} {item.what}{_places(item, root)}"))
        stages = counted(sum(node.kind == "stage" for node in graph.nodes.values()), "stage")
        edges, differences = counted(len(graph.edges), "edge"), counted(len(graph.differences), "difference")
        note(f"{edges}, {stages} in dvc.yaml, {differences}, {len(graph.unclear)} unclear")
    sys.exit(1 if check and graph.differences else 0)


def _named(node: str, graph: Lineage, root: Path) -> str:
    """A file as it is called from here, a stage by its name."""
    return f"stage {node}" if graph.nodes[node].kind == "stage" else from_here(node, root)


def _places(item: Unclear, root: Path) -> str:
    """Where the calls stand."""
    found = ", ".join(f"{from_here(place.file, root)}:{place.line}" for place in item.places)
    return f" ({found})" if found else ""
