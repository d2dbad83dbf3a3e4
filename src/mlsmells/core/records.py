"""``dataclass`` as in the standard library, at a third of its cost at start-up.

Records are a third of what importing the program takes: the standard decorator writes and compiles up to eight methods
for each. Here only ``__init__`` is written for each class; comparison, hash and picture are the same few functions for
all. To mypy it is the standard one, which also says who may not assign to a frozen record; at run time nobody watches.
"""

from __future__ import annotations

from dataclasses import field as field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen=False, slots=False, eq=True):
        """The standard decorator's options that the records use, with the standard meaning."""

        def make(cls):
            cls.__repr__ = _picture
            if eq:
                cls.__eq__ = _equals
                cls.__hash__ = _hash if frozen else None
            made = dataclasses.dataclass(cls, slots=slots, eq=False, repr=False)
            if eq:
                made.__key__ = attrgetter(*(f.name for f in dataclasses.fields(made) if f.compare))
            return made

        return make

    def _equals(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = self.__key__
        return key(self) == key(other)

    def _hash(self):
        return hash(self.__key__(self))

    def _picture(self):
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"
