"""Which packages a module imports, and which of them are libraries."""

from __future__ import annotations

import ast
import sys

from mlsmells import knowledge
from mlsmells.facts.syntax.walk import import_statements


def imported_packages(tree: ast.Module) -> frozenset[str]:
    """Top-level names of everything imported anywhere in the file."""
    out: set[str] = set()
    for node in import_statements(tree):
        if isinstance(node, ast.Import):
            out.update(alias.name.partition(".")[0] for alias in node.names)
        elif node.module and not node.level:
            out.add(node.module.partition(".")[0])
    return frozenset(out)


def ml_packages(imported: frozenset[str]) -> frozenset[str]:
    """The imported libraries that make a file worth walking."""
    return imported & knowledge.ML_PACKAGES


def imported_libraries(imported: frozenset[str]) -> frozenset[str]:
    """Imported packages that are libraries: known ones and Python's own; others may be the project's."""
    return frozenset(p for p in imported if p in knowledge.PACKAGES or p in sys.stdlib_module_names)
