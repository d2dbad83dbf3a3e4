"""The lineage of a project as boxes and lines: the geometry, for an SVG that the page draws.

Data flows from left to right. A circle (a script that writes what it reads) is broken at the edge that closes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.engine.trails import DVC

if TYPE_CHECKING:
    from mlsmells.engine.trails import Edge, Lineage, Node

MOST = 60  # boxes: more of them nobody can read
BOX_WIDTH, BOX_HEIGHT = 190, 26
ACROSS, DOWN = 250, 38  # from one box to the next
LETTERS = 24


class Box(NamedTuple):
    """A node."""

    kind: str
    label: str
    whole: str
    x: int
    y: int


class Line(NamedTuple):
    """An edge. ``path``: of an SVG; ``said``: who reads or writes what, in words."""

    path: str
    said: str
    only_declared: bool


class Drawing(NamedTuple):
    """``left``: how many nodes found no room."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    left: int


def drawing(graph: Lineage) -> Drawing:
    """All of it, or the nodes with the most edges."""
    degree = Counter(end for pair in graph.edges for end in pair)
    kept = sorted(graph.nodes, key=lambda name: (-degree[name], name))[:MOST]
    edges = [edge for edge in graph.edges.values() if edge.start in kept and edge.end in kept]
    at = _placed(sorted(kept), edges)
    boxes = tuple(_box(graph.nodes[name], at[name]) for name in sorted(kept))
    width = max((box.x for box in boxes), default=0) + BOX_WIDTH + 2
    height = max((box.y for box in boxes), default=0) + BOX_HEIGHT + 2
    return Drawing(boxes, tuple(_line(edge, at) for edge in edges), width, height, len(graph.nodes) - len(kept))


def _placed(names: list[str], edges: list[Edge]) -> dict[str, tuple[int, int]]:
    """Name → column and row. A row is near those of the boxes that lead to it."""
    column = _columns(names, edges)
    before: dict[str, list[str]] = {name: [] for name in names}
    for edge in edges:
        if column[edge.start] < column[edge.end]:
            before[edge.end].append(edge.start)
    at: dict[str, tuple[int, int]] = {}
    for number in sorted(set(column.values())):
        here = [name for name in names if column[name] == number]
        here.sort(key=lambda name: (_middle(at[other][1] for other in before[name] if other in at), name))
        row = -1
        for name in here:
            row = max(row + 1, round(_middle(at[other][1] for other in before[name] if other in at)))
            at[name] = (number, row)
    return at


def _middle(rows: Iterable[int]) -> float:
    found = list(rows)
    return sum(found) / len(found) if found else 0.0


def _columns(names: list[str], edges: list[Edge]) -> dict[str, int]:
    """Each box right of all that lead to it; one to which nothing leads stands beside the first that it leads to."""
    forward = _without_circles(edges)
    column = dict.fromkeys(names, 0)
    for _ in names:  # the longest way has no more steps than there are boxes
        for start, end in forward:
            column[end] = max(column[end], column[start] + 1)
    entered = {end for _, end in forward}
    for name in names:
        leads = [column[end] for start, end in forward if start == name]
        if leads and name not in entered:
            column[name] = min(leads) - 1
    return column


def _without_circles(edges: list[Edge]) -> list[tuple[str, str]]:
    """The edges but for those that lead back to where one came from."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        after.setdefault(edge.start, []).append(edge.end)
    out, done, way = [], set[str](), set[str]()

    def follow(name: str) -> None:
        done.add(name)
        way.add(name)
        for end in after.get(name, ()):
            if end not in way:
                out.append((name, end))
                if end not in done:
                    follow(end)
        way.discard(name)

    for name in after:
        if name not in done:
            follow(name)
    return out


def _box(node: Node, at: tuple[int, int]) -> Box:
    whole = f"{node.id} ({node.path})" if node.kind == "stage" and node.path else node.id
    label = node.id if len(node.id) <= LETTERS else f"…{node.id[-LETTERS + 1 :]}"
    return Box(node.kind, label, whole, 1 + at[0] * ACROSS, 1 + at[1] * DOWN)


def _line(edge: Edge, at: dict[str, tuple[int, int]]) -> Line:
    start, end = at[edge.start], at[edge.end]
    x, y = 1 + start[0] * ACROSS + BOX_WIDTH, 1 + start[1] * DOWN + BOX_HEIGHT // 2
    to_x, to_y = 1 + end[0] * ACROSS, 1 + end[1] * DOWN + BOX_HEIGHT // 2
    bend = max((to_x - x) // 2, 30)
    places = ", ".join(f"{place.file}:{place.line}" for place in sorted(edge.places)[:3])
    why = f" ({places})" if places else " (dvc.yaml alone says so)"
    path = f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"
    return Line(path, f"{edge.start} → {edge.end}{why}", edge.said_by == DVC)
