"""Other modules of the project: a name that is imported from one is followed to its definition.

Nothing is opened before a name is used. The module's own code is then run once for the importing
file, and its functions with the caller's values, as if they stood there. What happens in them is
reported at the call that leads out of the file.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from mlsmells import knowledge
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import run_block
from mlsmells.facts.state.state import Frame, Home, Run

if TYPE_CHECKING:
    from mlsmells.sources import Source

# Names that are imported on from module to module are followed so far.
MAX_HOPS = 4
# Modules opened for one file.
MAX_MODULES = 24
# Calls that a followed module may add to the budget of the file.
MAX_CALLS = 400


class Modules(Protocol):
    """Finds the modules of a project."""

    def find(self, importer: str, module: str, level: int) -> Source | None:
        """The module that a dotted name means in the file ``importer``; None if the project has none."""


@dataclass(slots=True)
class Follower:
    """The modules that one run has opened, by path."""

    modules: Modules
    homes: dict[str, Home] = field(default_factory=dict)
    asked: dict[tuple[str, str, int], Home | None] = field(default_factory=dict)

    def name(self, run: Run, node: ast.AST, value: Value) -> Value | None:
        """What an imported name means; None if no module of the project says."""
        home, module, level, name = value.ref
        found = self._member(run, node, home, module, level, name, MAX_HOPS)
        return found

    def attribute(self, run: Run, node: ast.AST, dotted: str) -> Value | None:
        """What ``package.module.name`` means."""
        module, _, name = dotted.rpartition(".")
        level = len(module) - len(module.lstrip("."))
        return self._member(run, node, run.home, module[level:], level, name, MAX_HOPS)

    def star(self, run: Run, node: ast.AST, module: str, level: int) -> dict[str, Value]:
        """The public names of a module."""
        home = self._open(run, node, run.home, module, level)
        return {k: v for k, v in home.frame.vars.items() if not k.startswith("_")} if home is not None else {}

    def _member(
        self, run: Run, node: ast.AST, importer: Home, module: str, level: int, name: str, hops: int
    ) -> Value | None:
        home = self._open(run, node, importer, module, level)
        if home is None:
            return None
        found = home.frame.vars.get(name)
        if found is not None and found.kind == "imported" and hops:
            further, inner, inner_level, inner_name = found.ref
            return self._member(run, node, further, inner, inner_level, inner_name, hops - 1)
        return found

    def _open(self, run: Run, node: ast.AST, importer: Home, module: str, level: int) -> Home | None:
        key = (importer.path, module, level)
        if key not in self.asked:
            source = self.modules.find(importer.path, module, level) if len(self.homes) < MAX_MODULES else None
            self.asked[key] = self._load(run, node, source) if source is not None else None
        return self.asked[key]

    def _load(self, run: Run, node: ast.AST, source: Source) -> Home | None:
        if source.path in self.homes:
            return self.homes[source.path]
        if source.tree is None or source.path == run.main.path:
            return None
        home = Home(source.path, Frame(), source)
        self.homes[source.path] = home
        _know(run, source)
        run.budget += min(source.text.count("("), MAX_CALLS)
        _enter(run, home, node)
        return home


def _know(run: Run, source: Source) -> None:
    """The libraries of the followed module become known too."""
    from mlsmells.facts.syntax.imports import imported_libraries, imported_packages

    assert source.tree is not None
    imported = imported_packages(source.tree)
    run.external |= imported_libraries(imported)
    more = frozenset(p for p in imported if p in knowledge.PACKAGES) - run.packages
    if more:
        run.packages |= more
        run.knowledge = knowledge.load(run.packages, run.extra)


def _enter(run: Run, home: Home, node: ast.AST) -> None:
    """Run the code of another module of the project, for its definitions."""

    outer = (run.home, run.module, run.frame, run.function, run.loops, run.branch, run.gateway)
    statement, run.statement = run.statement, None
    run.home, run.module, run.frame = home, home.frame, home.frame
    run.function, run.loops, run.branch = "", (), ()
    run.gateway = run.gateway or node
    try:
        run_block(run, home.source.tree.body)
    finally:
        run.home, run.module, run.frame, run.function, run.loops, run.branch, run.gateway = outer
        run.statement = statement
