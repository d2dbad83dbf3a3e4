"""Places, frames and fingerprints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.core import Span
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located, locate
from mlsmells.sources import source_from_text

from .toys import RED, config, install, toy


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED)


def located(text: str, folder: Path, path: str = "job.py") -> list[Located]:
    source = source_from_text(text, path)
    return list(locate(check_source(source, config(folder)).findings, source))


def prints(text: str, folder: Path, path: str = "job.py") -> list[str]:
    return [at.fingerprint for at in located(text, folder, path)]


SAME = {
    "inserted lines": "import os\n\n\nx = red\n",
    "another indent": "if True:\n    x = red\n",
    "a comment behind it": "x = red  # the colour\n",
    "other spaces": "x  =  red\n",
}
OTHER = {"another statement": "y = red\n", "a hash in a string": "x = red, '# not a comment'\n"}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_fingerprint_survives(text: str, tmp_path: Path) -> None:
    assert prints(text, tmp_path) == prints("x = red\n", tmp_path)


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_fingerprint_differs(text: str, tmp_path: Path) -> None:
    assert prints(text, tmp_path) != prints("x = red\n", tmp_path)


def test_strings_that_differ_after_a_hash_have_other_fingerprints(tmp_path: Path) -> None:
    assert prints("f(red, '#a')\n", tmp_path) != prints("f(red, '#b')\n", tmp_path)


def test_fingerprints_of_a_head_ignore_the_body(tmp_path: Path) -> None:
    assert prints("if red:\n    x = 1\n", tmp_path) == prints("if red:  # why\n    x = 2\n", tmp_path)


def test_two_findings_on_one_line_have_two_fingerprints(tmp_path: Path) -> None:
    assert len(set(prints("x = red + red\n", tmp_path))) == 2


def test_equal_statements_are_counted_and_keep_their_order(tmp_path: Path) -> None:
    once, twice = prints("x = red\n", tmp_path), prints("x = red\nx = red\n", tmp_path)
    assert once == twice[:1] and len(set(twice)) == 2


def test_path_and_code_are_part_of_a_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prints("red\n", tmp_path)
    assert prints("red\n", tmp_path, "other.py") != first
    install(monkeypatch, toy("MLS199", "other-red", "red"))
    assert prints("red\n", tmp_path) != first


def test_columns_are_characters_from_one(tmp_path: Path) -> None:
    (at,) = located("é = 'ü', red\n", tmp_path)
    assert (at.line, at.column, at.end_line, at.end_column) == (1, 10, 1, 13)


def test_frame_holds_the_neighbours(tmp_path: Path) -> None:
    (at,) = located("a\nb\nred\nc\nd\n", tmp_path)
    assert [(line.line, line.text) for line in at.frame] == [(2, "b"), (3, "red"), (4, "c")]


def test_notebook_places_are_in_the_cell(tmp_path: Path) -> None:
    def cell(kind: str, source: str) -> dict[str, object]:
        code = {"outputs": [], "execution_count": None} if kind == "code" else {}
        return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True), **code}

    cells = [cell("code", "a = 1\nb = 2"), cell("markdown", "# Title"), cell("code", "c = 3\nred")]
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, indent=1)
    (at,) = located(text, tmp_path, "a.ipynb")
    assert (at.cell, at.line, at.column) == (3, 2, 1)
    assert text.splitlines()[at.physical_line - 1].strip() == '"red"'
    assert [line.text for line in at.frame] == ["c = 3", "red"]
    assert [(step.note, step.at.cell, step.at.line) for step in at.steps] == [("began", 1, 1), ("used", 3, 2)]


MESSAGES = {
    "a Python file": ("job.py", "fitted at line 1, scored at line 4", "fitted at line 1, scored at line 4"),
    "a notebook": ("a.ipynb", "fitted at line 1, scored at line 4", "fitted at cell 1 line 1, scored at line 2"),
    "other numbers": ("a.ipynb", "line 3x, online 1, lines: 4", "line 3x, online 1, lines: 4"),
}


@pytest.mark.parametrize(("path", "message", "expected"), MESSAGES.values(), ids=MESSAGES)
def test_lines_in_messages_are_those_of_the_reader(path: str, message: str, expected: str) -> None:
    code = ["a = 1\nb = 2", "c = 3\nred"]
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1, "source": source} for source in code
    ]
    notebook = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    source = source_from_text(notebook if path == "a.ipynb" else "\n".join(code), path)
    (at,) = locate([RED.at(Span(4, 0, 4, 3), message=message)], source)
    assert at.finding.message == expected
