"""``dataclass`` as in the standard library, at a third of its cost at start-up.

Records are a third of what importing the program takes: the standard decorator writes and compiles up to eight methods
for each. Here comparison, hash and picture are the same few functions for all, and ``__init__`` is written when the
first object of a class is made: one run makes objects of a part of the classes. To mypy it is the standard one, which
also says who may not assign to a frozen record; at run time nobody watches.
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
            made = dataclasses.dataclass(cls, slots=slots, eq=False, repr=False, init=False)
            made.__init__ = _first_init(made)
            if eq:
                made.__key__ = attrgetter(*(f.name for f in dataclasses.fields(made) if f.compare))
            return made

        return make

    def _first_init(made):
        def __init__(self, *args, **kwargs):
            made.__init__ = _written_init(made)
            made.__init__(self, *args, **kwargs)

        return __init__

    def _written_init(made):
        """``def __init__(self, a, b=…): self.a = a; …``, as the standard decorator writes it."""
        known = {"_new": object()}  # stands for a value that is made anew for each object
        parameters, lines = ["self"], []
        for each in dataclasses.fields(made):
            name, made_anew = each.name, each.default_factory is not dataclasses.MISSING
            has_default = made_anew or each.default is not dataclasses.MISSING
            known[f"_of_{name}"] = each.default_factory if made_anew else each.default
            if each.init:
                default = "=_new" if made_anew else f"=_of_{name}" if has_default else ""
                parameters.append(name + default)
                value = f"_of_{name}() if {name} is _new else {name}" if made_anew else name
            elif has_default:
                value = f"_of_{name}()" if made_anew else f"_of_{name}"
            else:
                continue  # said later
            lines.append(f"    self.{name} = {value}\n")
        if hasattr(made, "__post_init__"):
            lines.append("    self.__post_init__()\n")
        exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines) or '    pass'}", known)
        return known["__init__"]

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
