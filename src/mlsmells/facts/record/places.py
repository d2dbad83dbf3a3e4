"""Where to report what happened in a function: there, or at the one call that is to blame."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event


def place_to_blame(alike: Iterable[Event], event: Event, guilty: Iterable[Event]) -> ast.AST:
    """The event's own place, unless other calls of the function it stands in are innocent.

    The same helper called with all rows and with training rows is right in itself: the one call is wrong.
    ``alike`` are all events of its type in the file; nobody is innocent for whom no call is known.
    """
    if event.foreign or not event.calls:
        return event.node
    sites = {other.site for other in guilty}
    innocent = [e.calls for e in alike if e.node is event.node and e.site not in sites and e.calls]
    if not innocent:
        return event.node
    calls = (call for call in reversed(event.calls) if not any(call in others for others in innocent))
    return next(calls, event.node)


def handed_in(event: Event, before: Event | None) -> ast.AST:
    """The event, or the call after ``before`` that led into the function where it stands: it gave the rows."""
    if event.foreign or before is None:
        return event.node
    shared = 0
    for mine, other in zip(event.calls, before.calls, strict=False):
        if mine is not other:
            break
        shared += 1
    later = event.calls[shared:]
    return later[0] if later and (later[0].args or later[0].keywords) else event.node
