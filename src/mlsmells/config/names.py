"""What may stand in ``select``, ``ignore``, ``severity`` and a practice's ``rules``, and what it means.

A selector is a code (``MLS101``), a prefix (``MLS``, ``MLS1``), a rule's name, a family or a practice id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from mlsmells.core.patterns import regex

# Folder names under mlsmells.rules, in the order of the codes' first digit (1 to 9).
FAMILIES = (
    "leakage",
    "reproducibility",
    "data",
    "notebooks",
    "evaluation",
    "serving",
    "training",
    "cost",
    "project",
)
_PREFIX = regex(r"MLS[0-9]{0,3}")
_CODE = regex(r"MLS(?:000|001|[1-9][0-9]{2})")

# How narrowly a selector speaks of a rule; the narrower of select and ignore wins.
NOT_NAMED = -1
EXACT = 4


class Subject(NamedTuple):
    """The names one rule answers to."""

    code: str
    name: str
    family: str
    practices: Collection[str] = ()


def is_prefix(word: str) -> bool:
    """Whether ``word`` has the shape of a code or of a code's beginning."""
    return _PREFIX.fullmatch(word) is not None


def in_code_space(word: str) -> bool:
    """Whether ``word`` is a code a rule has or may get: MLS000, MLS001 and MLS100 to MLS999."""
    return _CODE.fullmatch(word) is not None


def to_come(word: str) -> bool:
    """Whether ``word`` is a family, or its prefix, and so stands even before its first rule exists."""
    return word.replace("-", "_") in FAMILIES or (is_prefix(word) and len(word) <= len("MLS0"))


def same_family(word: str, family: str) -> bool:
    """Families are folder names; a hyphen is as good as an underscore."""
    return word.replace("-", "_") == family


def narrowness(word: str, rule: Subject) -> int:
    """0 (``MLS``) to ``EXACT`` (the code or the name); ``NOT_NAMED`` when ``word`` does not mean the rule."""
    if word in (rule.code, rule.name):
        return EXACT
    if is_prefix(word):
        return len(word) - len("MLS") if rule.code.startswith(word) else NOT_NAMED
    if same_family(word, rule.family):
        return 1
    return 2 if word in rule.practices else NOT_NAMED


def narrowest(words: Iterable[str], rule: Subject) -> int:
    """The narrowest of several selectors; ``NOT_NAMED`` when none means the rule."""
    return max((narrowness(word, rule) for word in words), default=NOT_NAMED)
