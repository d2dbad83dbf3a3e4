"""Finding the rules."""

from __future__ import annotations

import pkgutil

import pytest

from mlsmells import rules
from mlsmells.engine import registry


def test_every_module_of_a_family_is_registered_by_being_there() -> None:
    modules = {
        f"{family.name}.{module.name}"
        for family in pkgutil.iter_modules(rules.__path__)
        for module in pkgutil.iter_modules([f"{rules.__path__[0]}/{family.name}"])
    }
    registered = {rule.module.removeprefix("mlsmells.rules.") for rule in registry.all_rules()}
    assert registered and registered <= modules


def test_rules_come_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in registry.all_rules()]
    assert codes == sorted(codes) and codes[:2] == ["MLS000", "MLS001"]


@pytest.mark.parametrize("word", ["MLS001", "mls001", "unused-suppression", "Unused_Suppression", " MLS001 "])
def test_find_takes_codes_and_names(word: str) -> None:
    rule = registry.find(word)
    assert rule is not None and rule.code == "MLS001"


@pytest.mark.parametrize("word", ["MLS", "MLS00", "unused", ""])
def test_find_takes_nothing_else(word: str) -> None:
    assert registry.find(word) is None
