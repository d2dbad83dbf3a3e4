"""How large what is folded may get. What would be larger is unknown, as everything else that nobody needs to know.

``s = s + s`` forty times is a text of a trillion letters, ``m = m & m`` as many conditions: a program of forty lines
must not cost more than one of forty lines does. What stands in the source as it is, is never too large.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mlsmells.facts.domain.values import Value

# A folded text or path. Longer ones are no paths.
MAX_TEXT = 10_000
# Numbers are folded below this one; larger ones may not even be written out.
MAX_NUMBER = 2**64
# Elements of a list or tuple that are known one by one, entries of a dict.
MAX_ITEMS = 1_000
# The parts of a concatenation, and of its parts.
MAX_PARTS = 256
# The predictions behind a value.
MAX_PREDICTIONS = 32


def is_writable(const: Any) -> bool:
    """A constant that can be written out and reckoned with; only whole numbers are not."""
    return not isinstance(const, int) or -MAX_NUMBER < const < MAX_NUMBER


def parts_of(values: Sequence[Value]) -> tuple[Value, ...] | None:
    """The parts of a concatenation; not known when they and their own parts are too many to go through."""
    count, left = 0, list(values)
    while left and count < MAX_PARTS:
        count += 1
        left.extend(left.pop().parts or ())
    return None if left else tuple(values)
