"""Every message says what goes wrong and, after a dash, what to do, in a line that any terminal prints."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mlsmells.config import Config, load_config
from mlsmells.core import Rule, counted, cut, cut_middle, cut_path, told_path
from mlsmells.engine.located import locate_problem
from mlsmells.engine.project import check_paths
from mlsmells.engine.registry import all_rules
from mlsmells.sources import Problem, source_from_text

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
# Single files and whole projects; what fixes make of a bad file has nothing to say.
PLACES = [
    path
    for path in sorted(FIXTURES.glob("*/*/*"))
    if path.suffix in (".py", ".ipynb", "") and not path.name.startswith(("fixed", "__", "good"))
]
LIMIT = 160
# A hole in a template; ``{}`` is what a path has where it is not known.
HOLE = re.compile(r"\{\w+\}")
TEMPLATE = re.compile(r"\S.* - \S.*")
RULES = all_rules()


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_what_goes_wrong_and_what_to_do(rule: Rule) -> None:
    others = vars(sys.modules[rule.module]).values()
    templates = [rule.message, *(t for t in others if isinstance(t, str) and HOLE.search(t) and t != rule.doc)]
    assert [t for t in templates if not TEMPLATE.fullmatch(t)] == []
    assert [t for t in templates if not t.isascii() or not t.isprintable()] == []


def config(folder: Path) -> Config:
    off = tuple(rule.code for rule in RULES if not rule.default_on)
    return load_config(folder, isolated=True).with_options({"extend_select": off, "min_confidence": "low"})


@cache
def told_of(path: Path) -> tuple[str, ...]:
    root = path if path.is_dir() else path.parent
    run = check_paths([path], replace(config(root), root=root), jobs=1)
    return tuple(at.finding.message for at in run.findings)


@pytest.mark.parametrize("path", PLACES, ids=[path.relative_to(FIXTURES).as_posix() for path in PLACES])
def test_the_messages_of_the_fixtures(path: Path) -> None:
    told = told_of(path)
    assert [m for m in told if m.count(" - ") != 1 or not TEMPLATE.fullmatch(m)] == []
    assert [m for m in told if len(m) > LIMIT] == []
    assert [m for m in told if not m.isprintable() or HOLE.search(m)] == []


def test_most_messages_are_short() -> None:
    told = [message for path in PLACES for message in told_of(path)]
    assert len(told) > 300
    assert sum(len(message) > 120 for message in told) < len(told) / 5


PROBLEMS = {
    "syntax error: invalid syntax": "correct it, or exclude the file",
    "too big: 9.0 MB, files over 5 MB are data rather than code": "exclude the file",
    "not a notebook: JSON without cells": "save it again as a notebook, or exclude it",
    "rule fit-on-test (MLS101) failed: KeyError('x')": "report this, and exclude the file until then",
    "the cell has a blank to fill in": "fill it in to have the cell checked",
}


@pytest.mark.parametrize(("reason", "remedy"), PROBLEMS.items(), ids=[reason.split(":")[0] for reason in PROBLEMS])
def test_what_to_do_about_a_file_that_was_not_analysed(reason: str, remedy: str) -> None:
    at = locate_problem(Problem(1, reason), source_from_text("x = 1\n", "a.py"))
    assert at.finding.message == f"not analysed: {reason} - {remedy}"


def test_long_words_are_cut_where_they_tell_least() -> None:
    assert cut("SELECT  a\nFROM b", 40) == "SELECT a FROM b"
    assert cut("SELECT a, b, c FROM table", 12) == "SELECT a,..."
    assert cut_path("features.py:12") == "features.py:12"
    assert cut_path("a/long/way/down/to/features.py:12", 24) == ".../to/features.py:12"
    assert cut_path("C:\\data\\of\\anna\\rows.csv", 14) == "...\\rows.csv"
    assert cut_path("a_name_without_any_folder.csv", 12) == "...older.csv"
    assert cut_path("notebooks_of_6.0-tc-model.ipynb", 18) == "...tc-model.ipynb"
    assert cut_path("{}/rows.csv") == ".../rows.csv" and cut_middle("/home/{}/rows.csv") == "/home/.../rows.csv"
    assert told_path("{}-{}.csv") == "...-....csv"
    assert cut_middle("/home/anna/rows.csv") == "/home/anna/rows.csv"
    assert cut_middle("/home/anna/a/long/way/down/to/rows.csv", 30) == "/home/anna/a/.../to/rows.csv"


@pytest.mark.parametrize(("number", "expected"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_numbers_agree_with_their_nouns(number: int, expected: str) -> None:
    assert counted(number, "file") == expected
