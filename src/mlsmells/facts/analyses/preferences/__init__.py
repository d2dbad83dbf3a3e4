"""Habits that other linters ask for, wherever they apply: what each looks for stands in ``knowledge/parity.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.preferences.calls import of_calls
from mlsmells.facts.analyses.preferences.known import of_known
from mlsmells.facts.analyses.preferences.use import Use
from mlsmells.knowledge import parity

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def unmet(facts: Facts, rule: str) -> Iterator[Use]:
    """The places where a file does not keep the habit that this rule asks for."""
    entry = parity.of_calls(rule)
    if entry is not None:
        yield from of_calls(facts, entry)
    else:
        yield from of_known(facts, parity.of_known(rule))


__all__ = ["Use", "unmet"]
