"""The lineage of a project, kept until a file changes that it was read from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmells.engine.cache import FOLDER
from mlsmells.engine.keeping.places import Folder
from mlsmells.engine.keeping.store import Store
from mlsmells.engine.lineage import build_lineage
from mlsmells.engine.trails import SETTINGS_SUFFIXES, CallPlace, DataAccess, Difference, Edge, Lineage, Node, Unclear
from mlsmells.facts.syntax.files import text_of, walk
from mlsmells.sources import Problem, digest_of, read_bytes

if TYPE_CHECKING:
    from mlsmells.config import Config

SUBFOLDER, NAME = "lineage", "project"
# Files whose text says who reads and writes what; of others it counts whether they are there.
_CODE = (".py", ".ipynb")
_SETTINGS = (".sh", "Makefile", *SETTINGS_SUFFIXES)


def lineage(config: Config, *, cached: bool = True) -> Lineage:
    """As ``build_lineage``, from the last run where nothing has changed since."""
    if not cached:
        return build_lineage(config.root, config)
    store, key = Store(Folder(config.root / FOLDER / SUBFOLDER)), _key(config)
    kept = store.file(NAME)
    if kept is not None and len(kept) == 2 and kept[0] == key:
        try:
            return _read(json.loads(kept[1]))
        except (ValueError, TypeError, KeyError):
            pass
    found = build_lineage(config.root, config)
    store.put_file(NAME, [key, json.dumps(_plain(found))])
    store.save()
    return found


def _key(config: Config) -> str:
    told = [(path, _digest(config.root / path)) for path in sorted(walk(config.root))]
    return digest_of(repr((told, config.exclude, config.knowledge)).encode("utf-8", "surrogatepass"))


def _digest(path: Path) -> str:
    if path.name.endswith(_CODE):
        data = read_bytes(path, path.name)
        return "" if isinstance(data, Problem) else digest_of(data)
    if path.name.endswith(_SETTINGS):
        return digest_of(text_of(path).encode("utf-8", "surrogatepass"))
    return ""


def _plain(graph: Lineage) -> dict[str, Any]:
    return {
        "nodes": list(graph.nodes.values()),
        "edges": [[edge.start, edge.end, edge.declared, sorted(edge.places)] for edge in graph.edges.values()],
        "differences": graph.differences,
        "unclear": graph.unclear,
    }


def _read(kept: dict[str, Any]) -> Lineage:
    """Data of another shape raises TypeError, ValueError or KeyError."""
    edges = [
        Edge(start, end, declared, {DataAccess(*place) for place in places})
        for start, end, declared, places in kept["edges"]
    ]
    return Lineage(
        nodes={node.id: node for node in (Node(*row) for row in kept["nodes"])},
        edges={(edge.start, edge.end): edge for edge in edges},
        differences=[Difference(*row) for row in kept["differences"]],
        unclear=[Unclear(node, what, tuple(CallPlace(*at) for at in places)) for node, what, places in kept["unclear"]],
    )
