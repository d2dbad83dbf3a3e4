"""Where an order that nobody chose reaches a place where order matters: of sets, of hashes, of listed files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mlsmells.core import Finding, Fix, Rule
from mlsmells.facts import Facts, OrderUse


def uses(facts: Facts, words: Mapping[str, str], *kinds: str) -> Iterator[OrderUse]:
    """The uses of an order of these kinds for which there are words; not what another module is told itself."""
    known = {id(other.effect.node) for other in facts.everywhere(OrderUse) if other.foreign}
    for use in facts.of(OrderUse):
        if use.effect.kind in kinds and use.how in words:
            if id(use.effect.node) not in known or not facts.home_of(use.effect.node):
                yield use


def told(
    rule: Rule,
    facts: Facts,
    use: OrderUse,
    uses: Mapping[str, str],
    began: str,
    fix: Fix | None,
    /,
    *,
    elsewhere: str,
    **words: Any,
) -> Finding:
    """The finding where the order began; ``{use}`` in its message is where it matters, at ``{place}``.

    An order that begins in another module is told where it matters, and ``elsewhere`` names ``{home}``.
    """
    home = facts.home_of(use.effect.node)
    words.update(use=uses[use.how], place=use.where, sure=not (use.effect.may or home))
    if home:
        return rule.at(use, message=elsewhere, home=home, **words)
    return rule.at(use.effect, fix=fix, trace=[(use.effect, began), (use, uses[use.how])], **words)
