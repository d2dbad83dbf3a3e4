"""Other modules of the project: a name that is imported from one is followed to its definition.

Nothing is opened before a name is used. The module's own code is then run once for the importing
file, and its functions with the caller's values, as if they stood there. What happens in them is
reported at the call that leads out of the file.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.dispatch import run_block
from mlsmells.facts.state.frames import Frame, Home
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.imports import imported_packages

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
class ModuleFollower:
    """Follows names for one walk; the modules that it has opened, by path."""

    run: Run
    modules: Modules
    homes: dict[str, Home] = field(default_factory=dict)
    asked: dict[tuple[str, str, int], Home | None] = field(default_factory=dict)

    def later(self, module: str, level: int, name: str) -> Value | None:
        """``from module import name``: what stands for the name until it is used; None if it is a library's."""
        dotted = "." * level + f"{module}.{name}"
        if self.run.libraries.is_external(dotted):
            return None
        return Value(kind="imported", name=dotted, ref=(self.run.context.home, module, level, name))

    def name(self, node: ast.AST, value: Value) -> Value | None:
        """What an imported name means; None if no module of the project says."""
        home, module, level, name = value.ref
        return self._member(node, home, module, level, name, MAX_HOPS)

    def attribute(self, node: ast.AST, dotted: str) -> Value | None:
        """What ``package.module.name`` means; None if no module of the project says."""
        if self.run.libraries.is_external(dotted):
            return None
        module, _, name = dotted.rpartition(".")
        level = len(module) - len(module.lstrip("."))
        return self._member(node, self.run.context.home, module[level:], level, name, MAX_HOPS)

    def star(self, node: ast.AST, module: str, level: int) -> Mapping[str, Value]:
        """The public names of a module of the project."""
        if not level and self.run.libraries.is_external(module):
            return {}
        home = self._open(node, self.run.context.home, module, level)
        return {k: v for k, v in home.frame.vars.items() if not k.startswith("_")} if home is not None else {}

    def _member(self, node: ast.AST, importer: Home, module: str, level: int, name: str, hops: int) -> Value | None:
        home = self._open(node, importer, module, level)
        if home is None:
            return None
        found = home.frame.vars.get(name)
        if found is not None and found.kind == "imported" and hops:
            further, inner, inner_level, inner_name = found.ref
            return self._member(node, further, inner, inner_level, inner_name, hops - 1)
        return found

    def _open(self, node: ast.AST, importer: Home, module: str, level: int) -> Home | None:
        key = (importer.path, module, level)
        if key not in self.asked:
            source = self.modules.find(importer.path, module, level) if len(self.homes) < MAX_MODULES else None
            self.asked[key] = self._load(node, source) if source is not None else None
        return self.asked[key]

    def _load(self, node: ast.AST, source: Source) -> Home | None:
        run = self.run
        if source.path in self.homes:
            return self.homes[source.path]
        if source.tree is None or source.path == run.main.path:
            return None
        home = Home(source.path, Frame(), foreign=True, source=source)
        self.homes[source.path] = home
        run.libraries.learn(imported_packages(source.tree))
        run.budget += min(source.text.count("("), MAX_CALLS)
        _enter(run, home, source.tree, node)
        return home


def _enter(run: Run, home: Home, tree: ast.Module, node: ast.AST) -> None:
    """Run the code of another module of the project, for its definitions."""
    statement, run.statement = run.statement, None
    with run.within(run.context.in_module(home, node)):
        run_block(run, tree.body)
    run.statement = statement
