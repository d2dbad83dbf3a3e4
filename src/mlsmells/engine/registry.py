"""Which rules there are."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING

from mlsmells import rules as _rules
from mlsmells.core import Rule

if TYPE_CHECKING:
    pass

NOT_ANALYSED = "MLS000"
UNUSED_SUPPRESSION = "MLS001"


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
