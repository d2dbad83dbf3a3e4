"""No pattern takes time out of proportion to a text that somebody made for it: all of them, with hostile texts.

A pattern is tried as the program uses it: one that only ``match`` asks begins at one place. What takes long is tried
again on twice the text; a pattern that is linear then takes twice as long, not four times.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import mlsmells
from mlsmells.core.patterns import _Among, _Lazy, regex
from mlsmells.engine.registry import all_rules

SRC = Path(mlsmells.__file__).parent
SIZE = 1500
SUSPICIOUS = 0.002  # seconds of CPU; linear patterns take a fiftieth of it
GROWTH = 3
PUMPS = (
    "a", "0", " ", "\t", "\n", "_", ".", "/", "-", "#", "a.", "a ", " a", "a,", "a=", "1.", "(", "'", "\\", "ab/", "://a",
    "# ", "x\n",
)  # fmt: skip
USES = re.compile(r"\b(_?[A-Z][A-Z0-9_]+)\b(?:\.(\w+)|([ ]=|,[ ]_?[A-Z_]+[ ]=))?")
SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split", "passed"}


def in_value(value: Any, depth: int = 0) -> Iterator[tuple[str, int]]:
    """The patterns in a module's constant: text and flags."""
    if isinstance(value, _Among):
        value = value._pattern
    if isinstance(value, _Lazy):
        yield value._made_from
    elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value.pattern, value.flags
    elif depth < 3 and isinstance(value, (dict, list, tuple, set, frozenset)):
        inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        for each in inner:
            yield from in_value(each, depth + 1)


@lru_cache(maxsize=1)
def patterns() -> dict[tuple[str, int], set[str]]:
    """All patterns of the program, with what is asked of them."""
    uses = methods()
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    modules = [name for _, name, _ in pkgutil.walk_packages(mlsmells.__path__, "mlsmells.") if "_runner" not in name]
    for module in (*(rule.module for rule in all_rules()), *modules):
        try:
            made = importlib.import_module(module)
        except ImportError:  # an extra that is not there
            continue
        for name, value in vars(made).items():
            for pattern in in_value(value):
                found[pattern] |= uses.get((module.rpartition(".")[2] if name[0] == "_" else "", name)) or SEARCHES
    return found


def methods() -> dict[tuple[str, str], set[str]]:
    """By the file (none for public names) and the name of a constant: the methods that are called on it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in SRC.rglob("*.py"):
        for name, method, rest in USES.findall(path.read_text(encoding="utf-8")):
            if not rest:  # where it is made
                found[path.stem if name[0] == "_" else "", name].add(method or "passed")
    return found


def seconds(ask: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    ask(text)
    return time.process_time() - start


def slow(pattern: re.Pattern[str], asked: set[str]) -> Iterator[str]:
    """The hostile texts, told shortly, on which the time grows faster than the text."""
    asks = [pattern.search] if asked & SEARCHES else [pattern.match]
    asks += [pattern.fullmatch] if "fullmatch" in asked else []
    words = re.findall(r"(?<!\\)[A-Za-z]{3,}", pattern.pattern)[:3]
    for ask in asks:
        for pump in (*PUMPS, *words):
            for start in ("", *words[:1]):
                text = start + pump * (SIZE // len(pump))
                spent = seconds(ask, text + "\0")
                if spent > SUSPICIOUS and seconds(ask, start + pump * (SIZE * 2 // len(pump)) + "\0") > spent * GROWTH:
                    yield f"{start}{pump!r}…"
                    return


def test_all_patterns_are_linear() -> None:
    found = {text: hit for (text, flags), asked in patterns().items() for hit in slow(re.compile(text, flags), asked)}
    assert found == {}


@pytest.mark.parametrize("text", [r"\s+$", r"#[^\n]*\bx", r"\d+(?:\.\d+)?\s*%"])
def test_a_pattern_that_is_not_would_be_found(text: str) -> None:
    assert list(slow(regex(text), SEARCHES))


def test_they_are_all_there() -> None:
    assert len(patterns()) > 500
