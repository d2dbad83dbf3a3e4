"""Which packages a module imports, and which of them are libraries."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from mlsmells import knowledge
from mlsmells.facts.syntax.walk import import_statements

if TYPE_CHECKING:
    from mlsmells.sources import Source

# Names that several libraries share: what they import is told apart by the second part.
_SHARED = frozenset({"google"})


def imported_packages(tree: ast.Module) -> frozenset[str]:
    """Top-level names of everything imported anywhere in the file; of a shared one, the library's own name too."""
    out: set[str] = set()
    for node in import_statements(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names if node.module in _SHARED)]
        else:
            continue
        out.update(name.partition(".")[0] for name in names)
        out.update(".".join(name.split(".")[:2]) for name in names if name.partition(".")[0] in _SHARED)
    return frozenset(out)


def packages_of(source: Source) -> frozenset[str]:
    """The same of a source: all who import a module ask for it."""
    if "packages" not in source.notes:
        source.notes["packages"] = imported_packages(source.tree) if source.tree is not None else frozenset()
    known: frozenset[str] = source.notes["packages"]
    return known


def imported_libraries(imported: frozenset[str]) -> frozenset[str]:
    """Imported packages that are libraries: known ones and Python's own; others may be the project's."""
    found = {p for p in imported if p in knowledge.PACKAGES or p in sys.stdlib_module_names}
    return frozenset(found | {p.partition(".")[0] for p in found})
