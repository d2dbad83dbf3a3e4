"""Which rules there are, and which of them a configuration asks for."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from mlsmells import rules as _rules
from mlsmells.config.names import Subject, is_prefix, same_family
from mlsmells.core import Rule

if TYPE_CHECKING:
    from mlsmells.config import Config

NOT_ANALYSED = "MLS000"
UNUSED_SUPPRESSION = "MLS001"

_Key = tuple[tuple[str, ...], tuple[str, ...], str | None]
_selections: dict[_Key, tuple[Iterable[Rule], tuple[Rule, ...]]] = {}


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code: a module in a folder of ``mlsmells.rules`` that has a ``RULE`` is one."""
    found = []
    for family in pkgutil.iter_modules(_rules.__path__):
        package = importlib.import_module(f"{_rules.__name__}.{family.name}")
        for module in pkgutil.iter_modules(getattr(package, "__path__", ())):
            rule = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), "RULE", None)
            if isinstance(rule, Rule):
                found.append(rule)
    return tuple(sorted(found, key=lambda rule: rule.code))


@lru_cache(maxsize=1)
def by_code() -> dict[str, Rule]:
    """Code → rule."""
    return {rule.code: rule for rule in all_rules()}


def find_exact(word: str) -> Rule | None:
    """The rule with exactly this code or name."""
    return next((rule for rule in all_rules() if word in (rule.code, rule.name)), None)


def find(word: str) -> Rule | None:
    """As ``find_exact``, but case and underscores do not matter."""
    wanted = word.strip().lower().replace("_", "-")
    return find_exact(wanted) or find_exact(wanted.upper())


def select(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules ``config`` asks for, in their order. Raises ConfigError for a broken practice map."""
    key = (config.select, config.ignore, config.practices)
    found = _selections.get(key)
    if found is None or found[0] is not rules:  # by identity: hashing every rule would cost more than a small file
        chosen = (r for r in rules if config.selects(subject(r, config), default_on=r.default_on))
        found = _selections[key] = (rules, tuple(chosen))
    return found[1]


def subject(rule: Rule, config: Config) -> Subject:
    """What the selectors of ``config`` may call the rule by."""
    if not _names_practices((*config.select, *config.ignore, *config.severity)):
        return Subject(rule.code, rule.name, rule.family)
    from mlsmells.engine.practices import practices_of

    ids = frozenset(practice.id for practice in practices_of(rule.code, config))
    return Subject(rule.code, rule.name, rule.family, ids)


@lru_cache(maxsize=64)
def _names_practices(words: tuple[str, ...]) -> bool:
    """Whether a word can only be a practice's id; the map is opened for those who use one."""
    return not all(
        is_prefix(word) or any(word == rule.name or same_family(word, rule.family) for rule in all_rules())
        for word in words
    )
