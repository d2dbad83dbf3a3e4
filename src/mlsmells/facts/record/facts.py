"""From a Source to Facts: one walk, then the functions nobody called."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from mlsmells.core import Finding, Span
from mlsmells.facts.domain.events import Call, Event
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import Value
from mlsmells.facts.interpreter import tables  # noqa: F401  (fills the tables)
from mlsmells.facts.interpreter.modules import ModuleFollower, Modules
from mlsmells.facts.interpreter.walk import own, run_the_rest
from mlsmells.facts.record.places import place_to_blame
from mlsmells.facts.record.pythons import kernels_below, tested_below
from mlsmells.facts.record.role import TEST_PATH, role_of
from mlsmells.facts.record.versions import at_least, below, older_than, python_below
from mlsmells.facts.state.dispatch import run_block
from mlsmells.facts.state.frames import Class, Function
from mlsmells.facts.state.libraries import Libraries
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.imports import packages_of
from mlsmells.facts.syntax.walk import every_node, import_statements, nodes_saying
from mlsmells.knowledge import ml_packages, preparation
from mlsmells.sources.forms import notebook_form

if TYPE_CHECKING:
    from pathlib import Path

    from mlsmells.facts.interpreter.environment import Environment
    from mlsmells.sources import Source

E = TypeVar("E", bound=Event)
N = TypeVar("N", bound=ast.AST)
M = TypeVar("M")

# Calls evaluated per call written in the file before functions become opaque.
CALLS_PER_CALL = 6
MIN_BUDGET = 400
MAX_BUDGET = 30_000


class Facts:
    """What one file does. Rules ask this and nothing else."""

    def __init__(self, source: Source, role: str, packages: frozenset[str], run: Run | None = None) -> None:
        self.source = source
        self.role = role
        self.packages = packages
        self.root: Path | None = None  # the project's folder, where one is known
        self.data_roots: tuple[str, ...] = ()  # paths that the configuration says are versioned elsewhere
        self.events: list[Event] = run.events if run is not None else []
        self.objects: list[Obj] = run.objects if run is not None else []
        self.functions: list[Function] = own(run, run.functions) if run is not None else []
        self.followed: list[Function] = run.functions if run is not None else []  # with those of other modules
        self.classes: list[Class] = own(run, run.classes) if run is not None else []
        self.followed_classes: list[Class] = run.classes if run is not None else []  # likewise
        self.module_values: dict[str, Value] = run.main.frame.vars if run is not None else {}
        self.complete = run is None or run.budget > 0
        self.bare: Facts | None = None  # of a file that only prepares data: what most families are to see of it
        self.memo: dict[str, Any] = {}  # what several rules ask for, and is made once
        self._by_type: dict[type, list[Event]] = defaultdict(list)
        self._everywhere: dict[type, list[Event]] = defaultdict(list)
        for event in self.events:
            self._everywhere[type(event)].append(event)
            if not event.foreign:
                self._by_type[type(event)].append(event)

    def asks_for_less(self, library: str, major: int) -> bool:
        """The project's requirement files ask for a version of the library below ``major``."""
        folder = self.source.path.rpartition("/")[0]
        return self.root is not None and older_than(self.root, folder, library, major)

    def asks_below(self, library: str, version: str) -> bool:
        """They ask for less than a version with its parts: ``asks_below("scikit-learn", "1.2")``."""
        folder = self.source.path.rpartition("/")[0]
        return self.root is not None and below(self.root, folder, library, version)

    def asks_for_at_least(self, library: str, major: int) -> bool:
        """They ask for the version ``major`` or a later one."""
        folder = self.source.path.rpartition("/")[0]
        return self.root is not None and at_least(self.root, folder, library, major)

    def asks_for_python_below(self, minor: int) -> bool:
        """The project's files ask for a Python before 3.``minor``."""
        folder = self.source.path.rpartition("/")[0]
        return self.root is not None and python_below(self.root, folder, minor)

    def runs_python_below(self, minor: int) -> bool:
        """The project's files ask for a Python before 3.``minor``, or its workflows and notebooks have no later one."""
        folder = self.source.path.rpartition("/")[0]
        return self.root is not None and (
            python_below(self.root, folder, minor)
            or tested_below(self.root, minor)
            or (not self.source.is_notebook and kernels_below(self.root, minor))
        )

    @property
    def is_ml(self) -> bool:
        """The file imports a library that knowledge knows."""
        return bool(self.packages)

    def of(self, kind: type[E]) -> list[E]:
        """All events of one type that stand in the file, in program order."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def everywhere(self, kind: type[E]) -> list[E]:
        """The same, with those behind calls into other modules of the project."""
        return self._everywhere.get(kind, [])  # type: ignore[return-value]

    def calls(self, tag: str) -> list[Call]:
        """The calls that knowledge gives this tag (``loop.step``, ``tracker.log`` …), in program order."""
        return [call for call in self.of(Call) if tag in call.tags]

    def placed(
        self, found: Sequence[tuple[Event, Finding]], guilty: Sequence[Event] | None = None
    ) -> Iterator[Finding]:
        """The findings at events, each at its place. A helper that others use rightly is not to be repaired.

        ``guilty`` are all events that are to blame, when there are more of them.
        """
        guilty = guilty if guilty is not None else [event for event, _ in found]
        for event, finding in found:
            place = place_to_blame(self.of(type(event)), event, guilty)
            moved = place is not event.node
            yield replace(finding, span=Span.of(place), fix=None) if moved else finding

    @property
    def runs_shell(self) -> bool:
        """A notebook with shell lines: they may fetch or make files that the code then reads."""
        return any(m.lstrip().startswith(("!", "%%bash", "%%sh", "%sx")) for c in self.source.cells for m in c.magics)

    def segment(self, node: ast.AST) -> str:
        """The text of a node as it is written."""
        return ast.get_source_segment("\n".join(self.source.lines), node) or ""

    def name_of(self, module: str) -> str:
        """What the file calls a library that it imports; nothing if it does not."""
        found = (name for name, value in self.module_values.items() if value.kind == "lib" and value.name == module)
        return next(found, "")

    def home_of(self, node: ast.AST) -> str:
        """Where a node stands that is none of this file: ``data.py:12``; "" for those of the file itself."""
        if node in self._own_nodes:
            return ""
        return next(
            (e.foreign for e in self.events if e.foreign and e.site is not None and e.site[0] is node), "another module"
        )

    @cached_property
    def _own_nodes(self) -> frozenset[ast.AST]:
        return frozenset(self.nodes)

    def once(self, what: str, make: Callable[[], M]) -> M:
        """What is asked again and again, made when it is first asked for."""
        if what not in self.memo:
            self.memo[what] = make()
        made: M = self.memo[what]
        return made

    @cached_property
    def form(self) -> str:
        """The form of notebook the file is: see ``sources.forms``; "" for an ordinary module."""
        return notebook_form(self.source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the tree, walked once when first asked for."""
        return every_node(self.source.tree)

    def nodes_of(self, kind: type[N]) -> list[N]:
        """Those of one kind, in the same order."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value]

    @cached_property
    def _by_kind(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        for node in self.nodes:
            found[type(node)].append(node)
        return found

    def saying(self, pattern: re.Pattern[str]) -> Iterator[ast.AST]:
        """The nodes on whose lines the pattern stands; much cheaper than all nodes."""
        return nodes_saying(self.source.tree, self.source.code, pattern)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """The text holds the pattern: asked before the tree is walked for it."""
        return pattern.search(self.source.code) is not None

    def hides(self, pattern: re.Pattern[str]) -> bool:
        """A cell that does not parse holds the pattern: what it does is not known."""
        return any(cell.broken and pattern.search(cell.source) for cell in self.source.cells)


def _leads_to_learning(source: Source, modules: Modules | None) -> bool:
    """A module of the project that the file imports uses a known library: ``from models import train``."""
    if modules is None or source.tree is None or TEST_PATH.search(source.path):
        return False
    for node in import_statements(source.tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        level = 0 if isinstance(node, ast.Import) else node.level
        found = (modules.find(source.path, name, level) for name in names)
        if any(f is not None and f.tree is not None and ml_packages(packages_of(f)) for f in found):
            return True
    return False


# Libraries whose names are words that a module of a project may bear as well.
_WORDS = frozenset({"accelerate", "datasets", "evaluate"})


def _modules_beside(source: Source, modules: Modules | None) -> frozenset[str]:
    """``evaluate.py`` in the same folder: ``from evaluate import score`` means that, whatever is installed."""
    names = packages_of(source) & _WORDS if modules is not None else frozenset()
    return frozenset(name for name in names if modules is not None and modules.find(source.path, name, 1) is not None)


def build(
    source: Source, extra: tuple[str, ...] = (), modules: Modules | None = None, outside: Environment | None = None
) -> Facts:
    """The facts of a source. A file that imports no known library and prepares no data has none.

    ``modules`` finds the other modules of the project; without it, what they do stays unknown. ``outside`` knows
    how the program is run; then a file without a known library is walked as well.
    """
    tree = source.tree
    if tree is None:
        return Facts(source, role_of(source, frozenset()), frozenset())
    imported = packages_of(source) - _modules_beside(source, modules)
    known = ml_packages(imported)
    bare = None
    if not known and not extra and outside is None and not _leads_to_learning(source, modules):
        bare = Facts(source, role_of(source, imported), frozenset())
    if bare is not None and not preparation.prepares(source.code):
        return bare
    calls = source.text.count("(")
    run = Run(Libraries(imported, extra), min(MIN_BUDGET + CALLS_PER_CALL * calls, MAX_BUDGET), source.path)
    if modules is not None and not TEST_PATH.search(source.path):  # what tests do is not judged
        run.follower = ModuleFollower(run, modules)
    run.main.source = source
    run.main.frame.vars["__name__"] = Value(name="__name__", kind="text")
    if outside is not None:
        outside.begin(run)
    run_block(run, tree.body)
    run_the_rest(run, source)
    facts = Facts(source, role_of(source, imported, run), known, run)
    facts.bare = bare
    return facts
