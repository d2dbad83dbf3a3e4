"""Patterns that are searched for only in texts with one of their words find what they would find anywhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest

import mlsmells
from mlsmells.core import patterns
from mlsmells.core.patterns import regex

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(ROOT.glob("fixtures/**/*.py"))]


def _guarded() -> dict[str, Any]:
    found = {}
    for module in pkgutil.walk_packages(mlsmells.__path__, "mlsmells."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, patterns._Among):
                    found[f"{module.name}.{name}"] = value
    return found


GUARDED = _guarded()


@pytest.mark.parametrize("guarded", GUARDED.values(), ids=GUARDED.keys())
def test_same_places(guarded: Any) -> None:
    pattern = re.compile(guarded.pattern, guarded.flags)
    assert not pattern.flags & re.IGNORECASE  # the words are looked for as they are written
    found = 0
    for text in TEXTS:
        places = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in guarded.finditer(text)] == places
        assert (guarded.search(text) is not None) == bool(places)
        found += len(places)
    assert found or "format" in guarded.pattern  # no fixture has a table with a history


def test_a_text_without_the_words_is_not_searched() -> None:
    pattern = regex(r"\b(?:ab|cd)\b", among=("ab",))
    assert pattern.search("cd") is None
    assert list(pattern.finditer("cd")) == []
    assert pattern.search("cd ab") is not None
    assert pattern.match("cd") is not None  # only searches are spared
