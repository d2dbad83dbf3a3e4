"""The geometry of the pictures: nothing overlaps, nothing is lost in silence, the numbers are those of the findings."""

from __future__ import annotations

from itertools import combinations

from mlsmells.config import Practice
from mlsmells.core import Confidence, Finding, Severity, Span
from mlsmells.engine.located import Located
from mlsmells.engine.trails import DATA, SCRIPT, DataAccess, Lineage, Node
from mlsmells.scorecard import PracticeState, State
from mlsmells.scorecard.drawing import BOX_HEIGHT, MOST, drawing
from mlsmells.scorecard.heat import OTHERS, ROOT, SHADES, heat
from mlsmells.scorecard.history import Moment
from mlsmells.scorecard.timeline import HEIGHT, columns, said


def graph(*edges: tuple[str, str]) -> Lineage:
    found = Lineage()
    for start, end in edges:
        for name in (start, end):
            found.nodes[name] = Node(name, SCRIPT if name.endswith(".py") else DATA, name)
        found.edge(start, end).places.add(DataAccess("a.py", 3, start))
    return found


def test_data_flows_to_the_right() -> None:
    found = drawing(graph(("raw.csv", "clean.py"), ("clean.py", "b.csv"), ("b.csv", "fit.py"), ("late.csv", "fit.py")))
    x = {box.whole: box.x for box in found.boxes}
    assert x["raw.csv"] < x["clean.py"] < x["b.csv"] < x["fit.py"] and x["late.csv"] == x["b.csv"]
    assert "raw.csv → clean.py (a.py:3)" in [line.said for line in found.lines] and not found.left


def test_a_circle_is_drawn_too() -> None:
    found = drawing(graph(("a.csv", "a.py"), ("a.py", "a.csv"), ("a.py", "b.csv"), ("self.csv", "self.csv")))
    assert len(found.lines) == 4 and len({box.x for box in found.boxes}) <= 3


def test_boxes_do_not_overlap_and_the_busiest_are_kept() -> None:
    found = drawing(graph(*((f"{n}.csv", "fit.py") for n in range(2 * MOST))))
    assert len(found.boxes) == MOST and found.left == 2 * MOST + 1 - MOST and "fit.py" in {b.whole for b in found.boxes}
    for one, other in combinations(found.boxes, 2):
        assert one.x != other.x or abs(one.y - other.y) > BOX_HEIGHT
    assert max(box.y for box in found.boxes) < found.height


def test_only_dvc_yaml_says_so() -> None:
    found = graph(("a.csv", "a.py"))
    found.edges["a.csv", "a.py"].places.clear()
    found.edges["a.csv", "a.py"].declared = True
    (line,) = drawing(found).lines
    assert line.only_declared and "dvc.yaml alone" in line.said


def broken(title: str, *paths: str, severity: Severity = Severity.WARNING) -> PracticeState:
    finding = Finding("MLS103", "n", "m", severity, Confidence.HIGH, Span(1, 0, 1, 1))
    found = tuple(Located(finding, path, 1, 1, 1, 2, None, 1) for path in paths)
    return PracticeState(Practice(title, title, title), State.BROKEN, findings=found)


def test_practices_by_folder() -> None:
    found = heat([broken("a", "src/x/a.py", "src/x/b.py", "t.py"), broken("b", "src/y/c.py"), broken("c")])
    assert found.folders == (ROOT, "src/x", "src/y")
    assert [(row.title, row.counts) for row in found.rows] == [("a", (1, 2, 0)), ("b", (0, 0, 1))]
    assert found.rows[0].shades == (SHADES // 2, SHADES, 0)
    assert heat([broken("n", "a.py", severity=Severity.INFO)]).rows == ()


def test_many_folders_and_many_practices() -> None:
    found = heat([broken(f"p{n:02}", f"top{n}/a.py", *(["big/b.py"] * 3)) for n in range(30)])
    assert len(found.folders) == 11 and found.folders[-1] == OTHERS and "big" in found.folders
    assert len(found.rows) == 20 and found.left == 10
    assert all(sum(row.counts) == 4 for row in found.rows)


def test_columns_are_as_high_as_their_findings() -> None:
    moments = [Moment("a" * 40, "2026-01-01", 3, {Severity.ERROR: 1, Severity.INFO: 3}), Moment("b" * 40, "d", 3, {})]
    first, last = columns(moments)
    assert [(piece.level, piece.height) for piece in first.pieces] == [("error", HEIGHT / 4), ("note", HEIGHT * 3 / 4)]
    assert first.pieces[-1].y == 0 and last.pieces == () and last.x > first.x + first.width
    assert said(moments[0]) == "1 error, 3 notes in 3 files" and said(moments[1]) == "no findings in 3 files"
    assert columns([]) == ()
