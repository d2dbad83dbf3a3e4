"""Which rules a configuration asks for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from mlsmells.config import Config
from mlsmells.config.names import Subject, is_prefix, same_family
from mlsmells.core import Rule
from mlsmells.engine.practices import practices_of
from mlsmells.engine.registry import all_rules

_Key = tuple[tuple[str, ...], tuple[str, ...], str | None]

_selections: dict[_Key, tuple[Iterable[Rule], tuple[Rule, ...]]] = {}


def select(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """The rules ``config`` asks for, in their order. Raises ConfigError for a broken practice map."""
    key = (config.select, config.ignore, config.practices)
    found = _selections.get(key)
    if found is None or found[0] is not rules:  # by identity: hashing every rule would cost more than a small file
        chosen = (r for r in rules if config.selects(subject(r, config), default_on=r.default_on))
        found = _selections[key] = (rules, tuple(chosen))
    return found[1]


def on_demand(config: Config) -> tuple[str, ...]:
    """The codes of the rules that are off by default and that ``config`` asks for."""
    return tuple(rule.code for rule in select(all_rules(), config) if not rule.default_on)


def subject(rule: Rule, config: Config) -> Subject:
    """What the selectors of ``config`` may call the rule by."""
    if not _names_practices((*config.select, *config.ignore, *config.severity, *config.fixable, *config.unfixable)):
        return Subject(rule.code, rule.name, rule.family)

    ids = frozenset(practice.id for practice in practices_of(rule.code, config))
    return Subject(rule.code, rule.name, rule.family, ids)


@lru_cache(maxsize=64)
def _names_practices(words: tuple[str, ...]) -> bool:
    """Whether a word can only be a practice's id; the map is opened for those who use one."""
    return not all(
        is_prefix(word) or any(word == rule.name or same_family(word, rule.family) for rule in all_rules())
        for word in words
    )
