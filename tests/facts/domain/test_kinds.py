"""Kinds are closed sets: where mypy does not look, in ``in`` tests and in knowledge files, this does."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from mlsmells import facts
from mlsmells.facts.domain import kinds
from mlsmells.facts.domain.values import Effect, Hint, Value
from mlsmells.knowledge import vocabulary

SRC = Path(inspect.getfile(facts)).parent.parent
FILES = sorted([*(SRC / "facts").rglob("*.py"), *(SRC / "rules").rglob("*.py")])
# Cells of notebooks, comments and the blocks of documents have kinds of their own.
CELLS = {"code", "markdown", "raw", "ignore", "noqa", "stage", "AWS"}
OTHER = CELLS | {"heading", "text", "item", "row", "comment", "quote"}
SETS = {
    "kind": {*get_args(kinds.Kind), *get_args(kinds.EffectKind), *get_args(kinds.HintKind), *get_args(kinds.SplitKind)},
    "via": {*get_args(kinds.FitVia), *get_args(kinds.MetricVia)},
}


def words_tested(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """The texts that ``x.kind`` and ``x.via`` are compared with: the attribute, the text, the line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        parts = [p for s in sides for p in (s.elts if isinstance(s, ast.Tuple | ast.List | ast.Set) else [s])]
        for attr in {p.attr for p in parts if isinstance(p, ast.Attribute) and p.attr in SETS}:
            for side in sides:
                for word in (w for w in ast.walk(side) if isinstance(w, ast.Constant) and isinstance(w.value, str)):
                    yield attr, word.value, node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SRC).as_posix())
def test_every_word_compared_with_is_one_of_the_set(path: Path) -> None:
    found = words_tested(ast.parse(path.read_text(encoding="utf-8")))
    assert [(word, line) for attr, word, line in found if word not in SETS[attr] | OTHER] == []


def test_the_reader_of_comparisons_sees_them() -> None:
    code = "a.kind == 'x'; b.c.kind in ('y', 'z'); 'u' in (d.kind, e.kind); f.via not in {'v'}"
    assert sorted(word for _, word, _ in words_tested(ast.parse(code))) == ["u", "v", "x", "y", "z"]


@pytest.mark.parametrize(
    ("record", "words"), [(Value, kinds.Kind), (Effect, kinds.EffectKind), (Hint, kinds.HintKind)], ids=str
)
def test_the_docstring_says_a_word_about_each(record: type, words: object) -> None:
    text = inspect.getdoc(record) or ""
    said = set(text.replace("(", " ").replace(")", " ").replace(",", " ").replace(":", " ").replace(".", " ").split())
    assert {word for word in get_args(words) if word} - said == set()


CLOSED = {
    ("", "kind"): kinds.Kind,
    ("split", "kind"): kinds.SplitKind,
    ("", "effect"): kinds.EffectKind,
    ("stat", "along"): kinds.EffectKind,
    ("", "hint"): kinds.HintKind,
    ("predict", "how"): kinds.PredictHow,
    ("fit-predict", "how"): kinds.PredictHow,
    ("resample", "how"): kinds.ResampleHow,
    ("write", "what"): kinds.WriteWhat,
}


@pytest.mark.parametrize("choice", CLOSED, ids=str)
def test_knowledge_may_only_say_what_the_interpreter_understands(choice: tuple[str, str]) -> None:
    # "dtype" stands for a hint that an argument decides.
    assert vocabulary.CHOICES[choice] - set(get_args(CLOSED[choice])) - {"dtype"} == set()


def test_every_choice_is_compared_here() -> None:
    assert vocabulary.CHOICES.keys() - CLOSED.keys() == {("rng", "kind")}  # read by one verb alone
