"""Comments that silence: where they are put, and what they join."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Confidence, Finding, Severity, Span
from mlsmells.engine.check import check_source
from mlsmells.fix.noqa import add_noqa
from mlsmells.sources import read_source, source_from_text
from repositories import notebook

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CONFIG = load_config(FIXTURES, isolated=True)
BAD = [path for suffix in ("py", "ipynb") for path in sorted(FIXTURES.glob(f"*/*/bad*.{suffix}"))]
WHY = "until then"


def finding(line: int, code: str = "MLS103") -> Finding:
    return Finding(code, "a-rule", "m", Severity.WARNING, Confidence.HIGH, Span(line, 0, line, 1))


def silenced(text: str, *findings: Finding, path: str = "a.py", reason: str = WHY) -> str:
    result = add_noqa(source_from_text(text, path), findings, reason)
    assert not result.refused, result.refused
    return result.text


LINES = {
    "a plain line": ("x = 1\n", "x = 1  # noqa: MLS103 - until then\n"),
    "no line end": ("x = 1", "x = 1  # noqa: MLS103 - until then"),
    "Windows": ("x = 1\r\ny = 2\r\n", "x = 1  # noqa: MLS103 - until then\r\ny = 2\r\n"),
    "blanks behind": ("x = 1   \n", "x = 1  # noqa: MLS103 - until then\n"),
    "several lines": ("x = f(\n    1,\n)\n", "x = f(\n    1,\n)  # noqa: MLS103 - until then\n"),
    "a backslash": ("x = 1 + \\\n    2\n", "x = 1 + \\\n    2  # noqa: MLS103 - until then\n"),
    "a long string": ('x = """\n# noqa\n"""[1:]\n', None),
    "a string over lines": ('x = """\na\n"""\n', 'x = """\na\n"""  # noqa: MLS103 - until then\n'),
    "a header": (
        "for x in f(\n    1\n):\n    pass\n",
        "for x in f(\n    1\n):  # noqa: MLS103 - until then\n    pass\n",
    ),
    "a comment": ("x = 1  # one\n", "x = 1  # one  # noqa: MLS103 - until then\n"),
    "codes of others": ("x = 1  # noqa: E501\n", "x = 1  # noqa: E501,MLS103 - until then\n"),
    "codes and a reason": (
        "x = 1  # noqa: MLS101 - old\n",
        "x = 1  # noqa: MLS101,MLS103 - old; until then\n",
    ),
    "codes and a comment": (
        "x = 1  # noqa: E501  # type: ignore\n",
        "x = 1  # noqa: E501,MLS103 - until then  # type: ignore\n",
    ),
    "the same reason": (
        "x = 1  # noqa: MLS101 - until then\n",
        "x = 1  # noqa: MLS101,MLS103 - until then\n",
    ),
    "a noqa above": (
        "x = f(  # noqa: E501\n    1,\n)\n",
        "x = f(  # noqa: E501,MLS103 - until then\n    1,\n)\n",
    ),
    "other words": ("x = 1  # NOQA:E501,W291\n", "x = 1  # noqa: E501,W291,MLS103 - until then\n"),
    "an ignore of ours": (
        "x = 1  # mlsmells: ignore[other] why\n",
        "x = 1  # mlsmells: ignore[other] why  # noqa: MLS103 - until then\n",
    ),
    "letters": ("größe = '模型'\n", "größe = '模型'  # noqa: MLS103 - until then\n"),
    "the first line of all": ("#!/usr/bin/python\nx = 1\n", None),
}


@pytest.mark.parametrize(("before", "after"), LINES.values(), ids=LINES)
def test_where_the_comment_goes(before: str, after: str | None) -> None:
    result = add_noqa(source_from_text(before, "a.py"), [finding(1)], WHY)
    assert result.text == (before if after is None else after)
    assert bool(result.refused) == (after is None)
    assert (
        add_noqa(source_from_text(result.text, "a.py"), [finding(1)] if after is None else [], WHY).text == result.text
    )


def test_two_findings_of_a_line_share_a_comment() -> None:
    text = silenced("x = f(\n    1,\n    2)\n", finding(1, "MLS201"), finding(2), finding(1))
    assert text == "x = f(\n    1,\n    2)  # noqa: MLS103,MLS201 - until then\n"


def test_a_cell_gets_its_comment_and_the_rest_stays_byte_for_byte() -> None:
    before = notebook("x = 1\ny = 2", "z = f(\n    3)\n")
    after = silenced(before, finding(2), finding(3, "MLS201"), path="a.ipynb")
    assert after == before.replace('"y = 2"', '"y = 2  # noqa: MLS103 - until then"').replace(
        '"    3)\\n"', '"    3)  # noqa: MLS201 - until then\\n"'
    )
    assert json.loads(after)["cells"][0]["source"][0] == "x = 1\n"


MAGICS = {
    "a shell line": ("!pip install pandas", True),
    "a magic of pip": ("%pip install pandas", True),
    "another magic": ("%matplotlib inline", False),
    "a cell of another language": ("%%javascript\nvar x = 1", False),
}


@pytest.mark.parametrize(("cell", "possible"), MAGICS.values(), ids=MAGICS)
def test_magics(cell: str, possible: bool) -> None:
    source = source_from_text(notebook(f"{cell}\n"), "a.ipynb")
    result = add_noqa(source, [finding(len(cell.splitlines()), "MLS408")], WHY)
    assert bool(result.added) == possible and bool(result.refused) != possible


@pytest.mark.parametrize("path", BAD, ids=[path.relative_to(FIXTURES).as_posix() for path in BAD])
def test_every_finding_of_the_fixtures_can_be_silenced(path: Path) -> None:
    source = read_source(path, display=path.name)
    result = add_noqa(source, check_source(source, CONFIG).findings, WHY)
    left = check_source(source_from_text(result.text, path.name), CONFIG).findings
    assert {(each.code, each.span.line) for each in left} <= {(each.code, each.span.line) for each, _ in result.refused}
    assert len(result.refused) <= 1, result.refused
    assert add_noqa(source_from_text(result.text, path.name), left, WHY).text == result.text
