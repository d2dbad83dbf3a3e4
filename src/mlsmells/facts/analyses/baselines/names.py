"""What is called a baseline: predictions, scores, models and lines of documents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


_WORDS = (
    r"(?:baselines?|naive|majority|benchmarks?|champion|incumbent|production|persistence|most_?frequent|"
    r"random_?guess|null_model|always_(?:zero|one|mean))"
)
WORD = regex(rf"(?<![a-z]){_WORDS}(?![a-z])")
_ANY_WORD = regex(_WORDS, re.IGNORECASE)
# A part of each of the words: plain searches tell most files apart much faster than the pattern.
_PARTS = (
    "baseline", "naive", "majority", "benchmark", "champion", "incumbent", "production", "persistence", "frequent",
    "guess", "null_model", "always_",
)  # fmt: skip
_NUMBER = regex(r"(?<!\d)\d+(?:[.,]\d+)?\s*%|\b0?[.,]\d+|\b\d+[.,]\d+")
# Functions that prepare or draw something with a baseline in it, and calls whose text is a place, not a name.
_OTHER_VERB = regex(r"(?:^|_)(?:plot|draw|crop|subtract|correct|remove|align|shift|load|read|save|parse|get_path)_")
_PLACES = frozenset(
    "join read_csv open add_argument Path getenv get replace savefig to_csv mkdir makedirs exists load "
    "listdir glob getLogger "
    "startswith endswith title set_title suptitle xlabel ylabel set_xlabel set_ylabel annotate text "
    "compile sub match search "
    "split read_parquet chdir import_module environ add_option set_experiment".split()
)


class Baseline(NamedTuple):
    """Evidence that something simple is compared: where, and what it is."""

    line: int
    why: str


def named(facts: Facts) -> Iterator[Baseline]:
    """Predictions, scores and models that are called a baseline."""
    for node in facts.saying(_ANY_WORD) if _may_say(facts.source.code) else ():
        for word, value in _names_and_values(node):
            if says_baseline(word) and _may_be_score(value):
                yield Baseline(getattr(node, "lineno", 1), f"'{word[:40]}'")
                break


def says_baseline(text: str) -> bool:
    """The text speaks of a baseline, a naive or majority forecast, a champion, what is in production."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()
    return WORD.search(spaced) is not None


def claims(text: str) -> bool:
    """A line of a document names a baseline with a number."""
    return _may_say(text) and any(says_baseline(line) and _NUMBER.search(line) for line in text.splitlines())


def _may_say(text: str) -> bool:
    lowered = text.lower()
    return any(part in lowered for part in _PARTS)


def _names_and_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((name, value) for target in targets for name in _target_names(target))
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from ((name, value) for name in _target_names(target))
        case ast.Dict(keys=keys, values=values):
            yield from ((k.value, v) for k, v in zip(keys, values, strict=True) if _is_text(k))  # type: ignore[union-attr]
        case ast.Tuple(elts=[ast.Constant(value=str() as name), value, *_]):
            yield name, value
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if not _OTHER_VERB.search(name + "_"):
            yield name, node
        case ast.Call():
            yield from _told(node)


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _target_names(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _told(call: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    """``report("Baseline", score)``, ``print(f"baseline accuracy {score}")``."""
    if called(call) in _PLACES:
        return
    others = [a for a in call.args if not isinstance(a, ast.Constant)]
    others += [k.value for k in call.keywords if not isinstance(k.value, ast.Constant)]
    if others:
        for argument in (*call.args, *(k.value for k in call.keywords)):
            for node in ast.walk(argument) if isinstance(argument, ast.JoinedStr) else (argument,):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, others[0]


def _may_be_score(value: ast.AST) -> bool:
    if isinstance(value, ast.Constant):
        return isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
    return not (isinstance(value, ast.Call) and called(value) in _PLACES)


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
