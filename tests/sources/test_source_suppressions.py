"""What silences a finding, for which lines, and what is reported as unused."""

from __future__ import annotations

import json
import tokenize
from typing import Any

import pytest
from flake8.defaults import NOQA_FILE
from flake8.violation import Violation
from hypothesis import example, given
from hypothesis import strategies as st

from mlsmells.sources import Source, source_from_text, suppressions_of

CODE, NAME = "MLS103", "statistics-before-split"


def python(text: str) -> Source:
    return source_from_text(text, "a.py")


def notebook(*cells: str | dict[str, Any]) -> Source:
    full = [{"cell_type": "code", **(c if isinstance(c, dict) else {"source": c})} for c in cells]
    return source_from_text(json.dumps({"cells": full}), "a.ipynb")


def silenced(text: str, *lines: int, noqa: bool = True) -> bool:
    return suppressions_of(python(text)).match(CODE, NAME, lines or [1], noqa=noqa)


def unused(source: Source) -> list[tuple[int, int, tuple[str, ...], bool]]:
    return [(u.line, u.column, u.items, u.whole) for u in suppressions_of(source).unused(lambda item: True)]


COMMENTS = [
    ("nothing", "x = 1", False),
    ("blanket", "x = 1  # noqa", True),
    ("blanket in capitals", "x = 1  # NOQA", True),
    ("no space: not flake8's", "x = 1  #noqa", False),
    ("the code", "x = 1  # noqa: MLS103", True),
    ("no space behind the colon", "x = 1  # noqa:MLS103", True),
    ("prefix", "x = 1  # noqa: MLS1", True),
    ("other prefix", "x = 1  # noqa: MLS2", False),
    ("among others", "x = 1  # noqa: E501,MLS103 F401", True),
    ("other tool's code", "x = 1  # noqa: E501", False),
    ("small letters do not match", "x = 1  # noqa: mls103", False),
    ("no colon is blanket", "x = 1  # noqa MLS2", True),
    ("no code is blanket", "x = 1  # noqa: because", True),
    ("space before the colon is blanket", "x = 1  # noqa : MLS2", True),
    ("two spaces are blanket", "x = 1  # noqa:  MLS2", True),
    ("in a string: flake8 honours it", "x = '# noqa'", True),
    ("the first noqa wins", "x = 1  # noqa: E501 # noqa: MLS103", False),
    ("ignore by name", "x = 1  # mlsmells: ignore[statistics-before-split]", True),
    ("ignore by code", "x = 1  # mlsmells: ignore[MLS103]", True),
    ("ignore by prefix", "x = 1  # mlsmells: ignore[MLS1]", True),
    ("ignore with reason", "x = 1  # mlsmells: ignore[MLS103] it is fine", True),
    ("ignore several", "x = 1  # mlsmells: ignore[fit-on-test, statistics-before-split]", True),
    ("ignore another", "x = 1  # mlsmells: ignore[fit-on-test]", False),
    ("name is no prefix", "x = 1  # mlsmells: ignore[statistics]", False),
    ("blanket ignore", "x = 1  # mlsmells: ignore", True),
    ("ignored is another word", "x = 1  # mlsmells: ignored", False),
    ("behind another comment", "x = 1  # type: ignore  # mlsmells: ignore[MLS103]", True),
    ("ignore in a string", "x = '# mlsmells: ignore[MLS103]'", False),
    ("ignore in a string, then a comment", "x = '# mlsmells: ignore[MLS103]'  # hello", False),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in COMMENTS], ids=[c[0] for c in COMMENTS])
def test_on_a_line(text: str, expected: bool) -> None:
    assert silenced(text) == expected


PIECES = st.lists(
    st.sampled_from(["# noqa", "# NoQA", "#noqa", ":", " ", ",", "\t", "MLS103", "MLS1", "mls103", "E501", "M", "1"]),
    max_size=12,
).map("".join)


@given(PIECES)
@example("# noqa:MLS103 ,, E501")
@example("# noqa: E501MLS103")
def test_noqa_as_flake8_reads_it(text: str) -> None:
    flake8 = Violation(CODE, "a.py", 1, 1, "", text).is_inline_ignored(False)
    assert suppressions_of(python(text)).match(CODE, NAME, [1]) == flake8


WHOLE = [
    "# flake8: noqa",
    "  # FLAKE8:NOQA",
    "# flake8= noqa",
    "# flake8: noqa: E501",
    "x = 1  # flake8: noqa",
    "# flake8 noqa",
    "#flake8: noqa",
    "x = '''\n# flake8: noqa\n'''",
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_file_as_flake8_reads_it(text: str) -> None:
    flake8 = any(NOQA_FILE.match(line) for line in text.split("\n"))
    source = python("\n\n" + text + "\n\nx = 2\n")
    assert suppressions_of(source).whole_file == flake8
    assert suppressions_of(source).match(CODE, NAME, [1]) == flake8


def test_whole_file_holds_for_a_file_that_does_not_parse() -> None:
    source = python("# flake8: noqa\nprint 'x'\n")
    assert source.tree is None
    assert suppressions_of(source).whole_file


def test_disabled_noqa() -> None:
    assert not silenced("# flake8: noqa\nx = 1  # noqa\n", 2, noqa=False)
    assert silenced("# flake8: noqa\nx = 1  # mlsmells: ignore[MLS103]\n", 2, noqa=False)


def test_any_line_of_the_statement() -> None:
    text = "f(\n  a,  # noqa: MLS103\n  b,\n)\ng()\n"
    source = python(text)
    assert suppressions_of(source).match(CODE, NAME, source.statement_lines(4))
    assert not suppressions_of(source).match(CODE, NAME, source.statement_lines(5))


UNUSED = [
    ("ignore", "x = 1  # mlsmells: ignore[fit-on-test]", [(1, 8, ("fit-on-test",), True)]),
    ("ignore, one of two", "x = 1  # mlsmells: ignore[MLS2, MLS1]", [(1, 8, ("MLS2",), False)]),
    ("used by name", f"x = 1  # mlsmells: ignore[{NAME}]", []),
    ("used blanket", "x = 1  # mlsmells: ignore", []),
    ("blanket ignore on another line", "x = 1\n# mlsmells: ignore", [(2, 1, (), True)]),
    ("our code in a noqa", "x = 1  # noqa: MLS201", [(1, 8, ("MLS201",), True)]),
    ("our code beside another's", "x = 1  # noqa: E501,MLS201", [(1, 8, ("MLS201",), False)]),
    ("used noqa", "x = 1  # noqa: MLS103", []),
    ("blanket noqa elsewhere", "x = 1\ny = 2  # noqa", []),
    ("other tools' codes", "x = 1  # noqa: E501", []),
    ("both used", "x = 1  # noqa: MLS103  # mlsmells: ignore[MLS103]", []),
    ("ignore in a string", "x = '# mlsmells: ignore[MLS2]'", []),
    ("noqa in a string", "x = '# noqa: MLS201'", []),
    ("noqa in a docstring", '"""\nx  # noqa: MLS201\n"""\n', []),
    (
        "behind a string that holds one",
        "'# noqa: MLS2'  # mlsmells: ignore[MLS2]",
        [(1, 17, ("MLS2",), True)],
    ),
    ("column in characters", "é = '😀'  # mlsmells: ignore[MLS2]", [(1, 10, ("MLS2",), True)]),
    ("whole file is off", "# flake8: noqa\nx = 1  # mlsmells: ignore[MLS2]", []),
    ("windows lines", "y = 1\r\nx = 1  # mlsmells: ignore[MLS2]\r\n", [(2, 8, ("MLS2",), True)]),
]


@pytest.mark.parametrize(("text", "expected"), [u[1:] for u in UNUSED], ids=[u[0] for u in UNUSED])
def test_unused(text: str, expected: list[tuple[int, int, tuple[str, ...], bool]]) -> None:
    source = python(text)
    suppressions_of(source).match(CODE, NAME, [1])
    assert unused(source) == expected


def test_only_items_whose_rules_ran_are_judged() -> None:
    source = python("x = 1  # mlsmells: ignore[MLS201, MLS301]\ny = 1  # mlsmells: ignore\n")
    asked: list[str] = []

    def known(item: str) -> bool:
        asked.append(item)
        return item == "MLS301"

    (only,) = suppressions_of(source).unused(known)
    assert (only.items, only.whole, only.kind) == (("MLS301",), False, "ignore")
    assert asked == ["MLS201", "MLS301", "MLS"]


def test_reasons() -> None:
    text = (
        "x = 1  # mlsmells: ignore[MLS1]\n"
        "x = 1  # mlsmells: ignore[MLS1] - the split is made upstream\n"
        "x = 1  # mlsmells: ignore[MLS1]  # noqa: E501\n"
        "x = '# mlsmells: ignore[MLS1]'\n"
    )
    suppressions = suppressions_of(python(text))
    assert [comment.line for comment in suppressions.without_reason()] == [1, 3]
    assert suppressions.comments[1].reason == "the split is made upstream"


def test_skipped_cell() -> None:
    skip = {"source": "y = 2\nz = 3  # mlsmells: ignore[MLS2]", "metadata": {"tags": ["mlsmells-skip"]}}
    source = notebook("x = 1", skip, "w = 4")
    match = suppressions_of(source).match
    assert [line for line in (1, 2, 3, 4) if match(CODE, NAME, [line], noqa=False)] == [2, 3]
    assert unused(source) == []


def test_notebook_comments() -> None:
    source = notebook(
        "a = 1  # noqa: MLS103",
        "!pip install x  # mlsmells: ignore[MLS408]\nb = 1\n",
        "c = '''\n# mlsmells: ignore[MLS103]\n'''\n",
        "d = = 1  # mlsmells: ignore[MLS103]",
        "e = 1  # mlsmells: ignore[MLS103]",
    )
    assert source.lines.index("e = 1  # mlsmells: ignore[MLS103]") == 7
    suppressions = suppressions_of(source)
    assert suppressions.match("MLS408", "unpinned-notebook-install", [2])
    assert suppressions.match(CODE, NAME, [1])
    assert not suppressions.match(CODE, NAME, [5])
    # The broken cell was not analysed, so its comment had no chance to be used.
    assert unused(source) == [(8, 8, ("MLS103",), True)]


def test_escaped_comment_in_the_json() -> None:
    text = '{"cells": [{"cell_type": "code", "source": "x = 1  \\u0023 n\\u006fqa"}]}'
    assert suppressions_of(source_from_text(text, "a.ipynb")).match(CODE, NAME, [1])


def test_suppressions_are_read_once() -> None:
    source = python("x = 1  # noqa: MLS103\n")
    assert suppressions_of(source) is suppressions_of(source)
    assert bool(suppressions_of(source))
    assert not suppressions_of(python("x = 1\n"))


def test_tokens_are_read_only_for_our_own_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> object:
        raise AssertionError("tokens are slow")

    monkeypatch.setattr(tokenize, "generate_tokens", fail)
    for text in ("x = 1\n", "x = 1  # noqa\n", "x = 1  # noqa: E501\n", "import mlsmells\n"):
        suppressions_of(python(text))
    with pytest.raises(AssertionError):
        suppressions_of(python("x = 1  # noqa: MLS1\n"))
