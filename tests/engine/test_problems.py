"""What could not be analysed: error, note or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.located import locate_problem
from mlsmells.engine.problems import cited, is_ignored, sort_out
from mlsmells.engine.project import check_paths
from mlsmells.sources import Problem, Source

from .toys import config

SOURCE = Source("a.py", "", None, [])
BROKEN = locate_problem(Problem(3, "syntax error"), SOURCE)
BLANK = locate_problem(Problem(2, "a blank", 4, is_note=True), SOURCE)


def test_errors_and_notes_are_kept_apart(tmp_path: Path) -> None:
    assert [at.finding.severity for at in (BROKEN, BLANK)] == [Severity.ERROR, Severity.INFO]
    assert sort_out([BLANK, BROKEN], config(tmp_path)) == ((BROKEN,), (BLANK,))


def test_what_is_ignored_is_neither(tmp_path: Path) -> None:
    assert sort_out([BLANK, BROKEN], config(tmp_path, ignore=("MLS000",))) == ((), ())


IGNORED: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing said": ({}, False),
    "the code": ({"ignore": ("MLS000",)}, True),
    "the name": ({"ignore": ("file-not-analysed",)}, True),
    "a prefix": ({"ignore": ("MLS0",)}, True),
    "everything": ({"ignore": ("MLS",)}, True),
    "another rule": ({"ignore": ("MLS001",)}, False),
    "others selected": ({"select": ("MLS1",)}, False),
    "selected more narrowly than ignored": ({"select": ("MLS000",), "ignore": ("MLS0",)}, False),
    "both by code": ({"select": ("MLS000",), "ignore": ("MLS000",)}, True),
}


@pytest.mark.parametrize(("options", "expected"), IGNORED.values(), ids=IGNORED)
def test_the_narrower_of_select_and_ignore_wins(options: dict[str, Any], expected: bool, tmp_path: Path) -> None:
    assert is_ignored(config(tmp_path, **options)) is expected


def test_a_cell_is_cited_where_lines_are_those_on_disk() -> None:
    assert cited(BLANK).finding.message == "not analysed: cell 4 line 2: a blank - correct it, or exclude the file"
    assert cited(BROKEN) is BROKEN


def unread(folder: Path, *names: str, **notebooks: list[str]) -> list[str]:
    for name, sources in notebooks.items():
        cells = [{"cell_type": "code", "source": text, "outputs": []} for text in sources]
        (folder / f"{name}.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    paths = [folder / name for name in names] or [folder]
    run = check_paths(paths, load_config(folder, isolated=True), jobs=1)
    return [f"{at.path} {at.cell} {at.finding.message.partition('file')[2]}" for at in run.errors]


BROKEN_CELLS = ["x = (", "y = 1", "z = = 1"]


def test_the_cells_of_a_notebook_are_told_once(tmp_path: Path) -> None:
    told = ["a.ipynb 1  (and 1 more: cell 3 line 1)", "b.ipynb 1  (and 1 more: cell 3 line 1)"]
    assert unread(tmp_path, a=BROKEN_CELLS, b=BROKEN_CELLS) == told
    assert unread(tmp_path, "a.ipynb") == told[:1]


def test_notebooks_of_an_older_python_are_told_once(tmp_path: Path) -> None:
    (told,) = unread(tmp_path, a=[*BROKEN_CELLS, "print 'a'"], b=["print 'b'"])
    assert told.startswith("a.ipynb 1  (and 3 more: ")
