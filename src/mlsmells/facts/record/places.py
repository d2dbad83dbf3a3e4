"""Where to report what happened in a function: there, or at the one call that is to blame."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mlsmells.core import Finding, Span

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.record.facts import Facts


def place_of(facts: Facts, event: Event, guilty: Iterable[Event]) -> ast.AST:
    """The event's own place, unless other calls of the function it stands in are innocent.

    The same helper called with all rows and with training rows is right in itself: the one call is wrong.
    """
    if event.foreign or not event.calls:
        return event.node
    sites = {other.site for other in guilty}
    innocent = [e.calls for e in facts.of(type(event)) if e.node is event.node and e.site not in sites]
    if not innocent:
        return event.node
    calls = (call for call in reversed(event.calls) if not any(call in others for others in innocent))
    return next(calls, event.node)


def placed(facts: Facts, found: Sequence[tuple[Event, Finding]]) -> Iterator[Finding]:
    """The findings at events, each at its place. A helper that others use rightly is not to be repaired."""
    guilty = [event for event, _ in found]
    for event, finding in found:
        place = place_of(facts, event, guilty)
        moved = place is not event.node
        yield replace(finding, span=Span.of(place), fix=None) if moved else finding
