"""The concise and the full format."""

from __future__ import annotations

from typing import Any

import pytest

from mlsmells.config import Practice
from mlsmells.core import Confidence, Finding, Fix, Severity, Span
from mlsmells.engine.located import Line, Located, Step
from mlsmells.engine.project import ProjectResult
from mlsmells.report import escape, formats, render
from mlsmells.report._terminal import width

PRACTICE = Practice("no-training-on-test", "Test data stays out of training", "Says so.")


def located(**changes: Any) -> Located:
    finding = Finding(
        "MLS103",
        "statistics-before-split",
        changes.pop("message", "scaler learns from all rows"),
        changes.pop("severity", Severity.WARNING),
        Confidence.HIGH,
        Span(9, 4, 9, 10),
        fix=changes.pop("fix", None),
    )
    record: dict[str, Any] = {
        "path": "src/train.py",
        "line": 9,
        "column": 5,
        "end_line": 9,
        "end_column": 11,
        "cell": None,
        "physical_line": 9,
        **changes,
    }
    return Located(finding, **record)


def text(at: Located, output_format: str = "concise", *, color: bool = False) -> str:
    run = ProjectResult((at,), (), (at.path,), 0.0)
    return render(output_format, run, lambda code: (PRACTICE,), color=color)


def test_formats_are_the_modules() -> None:
    assert {"concise", "full", "json"} <= set(formats())
    assert not [name for name in formats() if name.startswith("_")]


def test_concise_line() -> None:
    expected = "src/train.py:9:5: MLS103 warning: scaler learns from all rows [no-training-on-test]\n"
    assert text(located()) == expected


def test_notebook_lines_name_the_cell() -> None:
    assert text(located(path="a.ipynb", cell=3, line=2)).startswith("a.ipynb:cell 3:2:5: MLS103 ")


def test_a_rule_without_practice_has_no_brackets() -> None:
    run = ProjectResult((located(),), (), ("src/train.py",), 0.0)
    assert render("concise", run, lambda code: ()) == "src/train.py:9:5: MLS103 warning: scaler learns from all rows\n"


@pytest.mark.parametrize("output_format", ["concise", "full"])
def test_nothing_found_is_no_text(output_format: str) -> None:
    assert render(output_format, ProjectResult((), (), ("a.py",), 0.0), lambda code: ()) == ""


def test_errors_stand_among_the_findings_of_their_file() -> None:
    first, last = located(path="a.py"), located(path="c.py")
    broken = located(path="b.py", message="not analysed")
    run = ProjectResult((first, last), (broken,), ("a.py", "b.py", "c.py"), 0.0)
    lines = render("concise", run, lambda code: ()).splitlines()
    assert [line[0] for line in lines] == ["a", "b", "c"]


ESCAPES = {
    "colour": ("\x1b[31mred", r"\x1b[31mred"),
    "bell and backspace": ("a\a\b", r"a\x07\x08"),
    "line end": ("a\nb\rc", r"a\nb\rc"),
    "C1 control": ("\x9b31m", r"\x9b31m"),
    "direction override": ("\u202edcba", r"\u202edcba"),
    "undecodable byte of a file name": ("a\udcff", r"a\udcff"),
    "tab": ("\tx", "    x"),
    "letters of any language": ("größe 模型 é", "größe 模型 é"),
}


@pytest.mark.parametrize(("raw", "safe"), ESCAPES.values(), ids=ESCAPES)
def test_what_a_terminal_obeys_is_escaped(raw: str, safe: str) -> None:
    assert escape(raw) == safe


@pytest.mark.parametrize("output_format", ["concise", "full"])
def test_escapes_in_path_message_and_source_do_not_get_through(output_format: str) -> None:
    bad = "\x1b[2J"
    at = located(
        path=f"a{bad}.py",
        message=f"m{bad}",
        frame=(Line(9, None, f"x = 1{bad}"),),
        steps=(Step(f"n{bad}", Line(3, None, bad)),),
        fix=Fix(f"d{bad}", (), safe=False, why=bad),
    )
    assert "\x1b" not in text(at, output_format)


def test_width_counts_columns() -> None:
    assert [width(word) for word in ("abc", "模型", "e\u0301")] == [3, 4, 1]


FULL = """\
src/train.py:9:5: MLS103 warning: scaler learns from all rows [no-training-on-test]
   8 | y = 1
   9 | x = scaler
     |     ^^^^^^
  10 |
  read line 3 → scaled line 9 → split line 12
   3 | df = pd.read_csv("a.csv")
  12 | a, b = split(x)
  unsafe fix: move it below the split (results change)
"""


def test_full_shows_code_evidence_and_fix() -> None:
    at = located(
        frame=(Line(8, None, "y = 1"), Line(9, None, "x = scaler"), Line(10, None, "")),
        steps=(
            Step("read", Line(3, None, 'df = pd.read_csv("a.csv")')),
            Step("scaled", Line(9, None, "x = scaler")),
            Step("split", Line(12, None, "a, b = split(x)")),
        ),
        fix=Fix("move it below the split", (), safe=False, why="results change"),
    )
    assert text(at, "full") == FULL


def test_the_evidence_of_a_notebook_names_the_cells() -> None:
    steps = (Step("read", Line(1, 2, "a")), Step("split", Line(5, 4, "b")))
    assert "read cell 2 line 1 → split cell 4 line 5\n" in text(located(cell=4, steps=steps), "full")


def test_a_line_is_shown_once_a_block() -> None:
    steps = (Step("read", Line(9, 2, "a = 1")), Step("cut", Line(9, 4, "x = scaler")), Step("cut", Line(9, 2, "a = 1")))
    shown = text(located(cell=4, steps=steps, frame=(Line(9, 4, "x = scaler"),)), "full")
    assert (shown.count("a = 1"), shown.count("x = scaler")) == (1, 1)


LEVELS = {
    "error": (Severity.ERROR, None, "MLS103 error: scaler"),
    "warning": (Severity.WARNING, None, "MLS103 warning: scaler"),
    "note": (Severity.INFO, None, "MLS103 note: scaler"),
    "safe fix": (Severity.WARNING, Fix("sort", (), safe=True), "MLS103 warning: [*] scaler"),
    "unsafe fix": (Severity.WARNING, Fix("seed", (), safe=False), "MLS103 warning: scaler"),
}


@pytest.mark.parametrize(("severity", "fix", "expected"), LEVELS.values(), ids=LEVELS)
def test_every_line_names_its_level_and_a_safe_fix(severity: Severity, fix: Fix | None, expected: str) -> None:
    for output_format in ("concise", "full"):
        assert expected in text(located(severity=severity, fix=fix), output_format)


def test_readers_get_their_paths_and_programs_the_projects() -> None:
    run = ProjectResult((located(),), (located(path="b.py"),), ("src/train.py", "b.py"), 0.0)
    for output_format, path in (("concise", "../b.py"), ("full", "../b.py"), ("json", '"b.py"')):
        assert path in render(output_format, run, lambda code: (), called="../{}".format)


CARETS = {
    "tabs": ("\t\tx = scaler", {"column": 7, "end_column": 13}, " " * 12 + "^" * 6),
    "wide letters": ("模型 = scaler", {"column": 6, "end_column": 12}, " " * 7 + "^" * 6),
    "escaped letters": ("'\x1b' + scaler", {"column": 7, "end_column": 13}, " " * 9 + "^" * 6),
    "several lines": ("fit(  ", {"column": 1, "end_column": 2, "end_line": 12}, "^" * 4),
    "empty span": ("x", {"column": 1, "end_column": 1}, "^"),
    "very long line": ("x" * 9999, {"column": 101, "end_column": 9000}, " " * 100 + "^" * 60),
}


@pytest.mark.parametrize(("line", "place", "marks"), CARETS.values(), ids=CARETS)
def test_carets_stand_below_the_code(line: str, place: dict[str, int], marks: str) -> None:
    shown = text(located(frame=(Line(9, None, line),), **place), "full").splitlines()
    assert shown[2] == f"    | {marks}"


def test_long_lines_are_cut() -> None:
    shown = text(located(frame=(Line(9, None, "x" * 9999),)), "full")
    assert max(map(len, shown.splitlines())) < 200 and "…" in shown


def test_color_only_on_request() -> None:
    at = located(severity=Severity.ERROR, frame=(Line(9, None, "x"),))
    assert "\x1b[1;31mMLS103\x1b[0m" in text(at, "full", color=True)
    assert "\x1b" not in text(at, "full")
