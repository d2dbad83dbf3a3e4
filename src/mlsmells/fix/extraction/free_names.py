"""Which names of the module a definition uses: when it is defined, and when it is called."""

from __future__ import annotations

import symtable
from collections.abc import Iterator
from typing import NamedTuple


class Used(NamedTuple):
    """``changed``: names that it binds for the whole module, by ``global``. ``perhaps``: ``size = size`` in a class."""

    names: frozenset[str]
    changed: frozenset[str]
    perhaps: frozenset[str] = frozenset()


def used_by(source: str, name: str) -> Used:
    """The names of the module that the definition with this source uses, but for itself."""
    tables = list(_all(symtable.symtable(source, "<definition>", "exec")))
    used: set[str] = set()
    changed: set[str] = set()
    perhaps: set[str] = set()
    for table in tables:
        for symbol in table.get_symbols():
            is_module = table.get_type() == "module"
            if (is_module and symbol.is_referenced()) or (not is_module and symbol.is_global()):
                used.add(symbol.get_name())
            if not is_module and symbol.is_declared_global() and symbol.is_assigned():
                changed.add(symbol.get_name())
            if table.get_type() == "class" and symbol.is_assigned() and symbol.is_referenced():
                perhaps.add(symbol.get_name())
    return Used(frozenset(used - {name, "__class__"}), frozenset(changed), frozenset(perhaps))


def _all(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _all(child)
