"""Where an order that nobody chose reaches a place where order matters: of sets, of hashes, of listed files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mlsmells.core import Finding, Fix, Rule
from mlsmells.facts import Facts, OrderUse


def uses(facts: Facts, words: Mapping[str, str], *kinds: str) -> Iterator[OrderUse]:
    """The uses of an order of these kinds for which there are words."""
    return (use for use in facts.of(OrderUse) if use.effect.kind in kinds and use.how in words)


def told(rule: Rule, use: OrderUse, uses: Mapping[str, str], began: str, fix: Fix | None, /, **words: Any) -> Finding:
    """The finding where the order began; ``{use}`` in its message is where it matters, at ``{line}``."""
    path = [(use.effect, began), (use, uses[use.how])]
    words.update(use=uses[use.how], line=use.line, sure=not use.effect.may)
    return rule.at(use.effect, fix=fix, trace=path, **words)
