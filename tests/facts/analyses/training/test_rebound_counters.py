"""Counters that are bound anew within their loop."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

LOOP = "for i, x in enumerate(loader):\n    {}\n    {}\n"
STEP = "if (i + 1) % 4 == 0:\n        opt.step()"
TAKE = "refs.append(labels[i])"
INNER = "for i in range(3):\n        f(i)"
# what binds it, what reads it: how it is read
CASES: dict[str, tuple[str, str, list[str]]] = {
    "a loop within, then a step": (INNER, STEP, ["steps"]),
    "a loop within, then a row": (INNER, TAKE, ["rows"]),
    "a search, then a row": ("i = scores.index(max(scores))", TAKE, ["rows"]),
    "under try": ("try:\n        i = best()\n    except ValueError:\n        pass", TAKE, ["rows"]),
    "of what the pass has made": ("i = best()", "beams = f(x)\n    refs.append(beams[i])", []),
    "another name": ("for j in range(3):\n        f(j)", STEP, []),
    "in a comprehension": ("y = [f(i) for i in range(3)]", STEP, []),
    "in a function": ("def g():\n        i = 3", TAKE, []),
    "made of itself": ("i = i + offset", TAKE, []),
    "a part of something": ("table[i] = 3", TAKE, []),
    "read before": (TAKE, INNER, []),
    "bound back": ("i = best()", f"i = x[0]\n    {TAKE}", []),
    "no turn": (INNER, "if i > 2:\n        opt.step()", []),
    "no step": (INNER, "if i % 4 == 0:\n        print(i)", []),
    "within the other loop": ("for i in range(3):\n        refs.append(labels[i])", "f(x)", []),
}


def how(code: str) -> list[str]:
    return [found.how for found in training.recounted(build(source_from_text(f"import torch\n{code}", "train.py")))]


@pytest.mark.parametrize(("first", "then", "expected"), CASES.values(), ids=CASES)
def test_recounted(first: str, then: str, expected: list[str]) -> None:
    assert how(LOOP.format(first, then)) == expected


@pytest.mark.parametrize(("head", "expected"), [("for i in range(9):", 1), ("for i in rows:", 0), ("while i:", 0)])
def test_what_counts(head: str, expected: int) -> None:
    assert len(how(f"{head}\n    {INNER}\n    {TAKE}\n")) == expected
