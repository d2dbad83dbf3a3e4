"""The structure of the source, measured: modules per package, long files, circles, upward imports, complex functions.

``python tools/structure.py`` prints the figures and exits with 1 when the structure is broken: an import that goes up,
a circle that no one has named, a crowded folder, a function that does too much. Imports under ``TYPE_CHECKING`` and
inside functions count as any other: a circle that they hide is still a circle. ``tests/test_floors.py`` asks the same
functions.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

SRC = Path(__file__).resolve().parent.parent / "src"
# From the top down: a package imports only what stands before it.
PACKAGES = (
    "core", "knowledge", "config", "sources", "facts", "rules", "engine", "fix", "report", "scorecard", "proof",
    "setup", "server", "cli",
)  # fmt: skip
FACTS = (
    "syntax", "domain", "state", "observers", "transfer", "interpreter", "record", "notebook", "analyses", "project",
)  # fmt: skip
# Circles that stay, each with its reason.
NAMED_CIRCLES: dict[frozenset[str], str] = {
    frozenset(
        f"mlsmells.facts.domain.{name}"
        for name in ("values", "evidence", "objects", "events.base", "events.data", "events.models")
    ): "one recursive record: a value holds objects, effects and predictions, an object its fits, a fit its values",
}
MAX_MODULES = 34  # in one folder
MAX_RULES = 45  # in one family: a list of rules, one file each, of which nobody reads more than one
MAX_MEDIAN = 110  # lines of the median file
MAX_COMPLEXITY = 10
# The walk itself is to be read in one sitting.
MAX_LINES = {"facts/interpreter": 1750}

Graph = Mapping[str, Mapping[str, int]]  # module → what it imports → the line of the first import


class Import(NamedTuple):
    """One import: of what, and whether it runs when the module is imported."""

    line: int
    name: str
    eager: bool


def imports(tree: ast.AST, module: str, *, package: bool = False, eager: bool = True) -> Iterator[Import]:
    """Every import below a node, wherever it stands, by the full dotted name of what is imported."""
    own = module.split(".") if package else module.split(".")[:-1]
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name, eager) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = own[: len(own) - node.level + 1] if node.level else []
            base = ".".join([*start, *filter(None, [node.module])])
            yield from (Import(node.lineno, f"{base}.{alias.name}", eager) for alias in node.names)
        else:
            yield from imports(node, module, package=package, eager=eager and not _is_lazy(node))


def _is_lazy(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def files(src: Path = SRC) -> list[Path]:
    """All modules below a folder."""
    return sorted(src.rglob("*.py"))


def module_of(path: Path, src: Path = SRC) -> str:
    """``src/mlsmells/facts/domain/rows.py`` → ``mlsmells.facts.domain.rows``; a package is its folder."""
    parts = path.relative_to(src).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_in(path: Path, src: Path = SRC) -> list[Import]:
    """The imports of one file, and of the stub beside it: what it gives by ``__getattr__`` stands there."""
    texts = [each.read_text(encoding="utf-8") for each in (path, path.with_suffix(".pyi")) if each.is_file()]
    module, package = module_of(path, src), path.name == "__init__.py"
    return [found for text in texts for found in imports(ast.parse(text), module, package=package)]


def graph_of(src: Path = SRC) -> Graph:
    """For each module below a folder the modules there that it imports."""
    modules = {module_of(path, src): path for path in files(src)}
    graph: dict[str, dict[str, int]] = {}
    for module, path in modules.items():
        found = graph[module] = {}
        for line, name, _ in imports_in(path, src):
            target = name if name in modules else name.rpartition(".")[0]
            if target in modules and target != module:
                found.setdefault(target, line)
    return graph


def circles(graph: Graph) -> list[list[str]]:
    """Modules that import each other, in groups: those that lead to each other by whatever way."""
    reached = {module: _reached(graph, module) for module in graph}
    found = {
        frozenset({module, *(other for other in reached[module] if module in reached[other])})
        for module in graph
        if module in reached[module]
    }
    return sorted(sorted(circle) for circle in found)


def _reached(graph: Graph, start: str) -> set[str]:
    seen: set[str] = set()
    todo = [*graph[start]]
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo.extend(graph[module])
    return seen


def unnamed(found: Iterable[list[str]]) -> list[list[str]]:
    """The circles for which nobody has given a reason."""
    return [circle for circle in found if frozenset(circle) not in NAMED_CIRCLES]


def floor_of(module: str) -> tuple[int, int]:
    """The floor of a module: of its package, and inside ``facts`` of its sub-package."""
    parts = module.split(".")[1:]
    if not parts:
        return -1, 0  # the version, which everyone may print
    if parts[0] not in PACKAGES:
        return len(PACKAGES), 0
    inner = FACTS.index(parts[1]) if parts[0] == "facts" and len(parts) > 1 and parts[1] in FACTS else len(FACTS)
    return PACKAGES.index(parts[0]), inner


def upward(graph: Graph) -> list[str]:
    """Imports of something that stands on a later floor, as lines to read."""
    return [
        f"{module}:{line} imports {target}"
        for module, targets in graph.items()
        for target, line in targets.items()
        if floor_of(target) > floor_of(module)
    ]


def lengths(src: Path = SRC) -> dict[Path, int]:
    """The lines of each file, in its folder below the package."""
    return {path.relative_to(src): len(path.read_text(encoding="utf-8").splitlines()) for path in files(src)}


def sizes(lines: Mapping[Path, int]) -> Iterator[str]:
    """Folders with their modules, the median file, the longest ones; ``!`` before what is too much."""
    folders = Counter(path.parent for path in lines if path.name != "__init__.py")
    for folder, count in sorted(folders.items()):
        most = MAX_RULES if "rules" in folder.parts else MAX_MODULES
        yield f"{_mark(count > most)} {count:4} modules  {folder.as_posix()}"
    for name, most in MAX_LINES.items():
        count = sum(n for path, n in lines.items() if path.parent.as_posix().endswith(name))
        yield f"{_mark(count > most)} {count:4} lines    {name}, at most {most}"
    middle = median(n for path, n in lines.items() if path.name != "__init__.py")
    yield f"{_mark(middle > MAX_MEDIAN)} {middle:4.0f} lines    the median file, at most {MAX_MEDIAN}"
    for path in sorted(lines, key=lambda p: -lines[p])[:10]:
        yield f"  {lines[path]:4} lines    {path.as_posix()}"


def _mark(broken: bool) -> str:
    return "!" if broken else " "


def relations(graph: Graph) -> Iterator[str]:
    """Circles and upward imports."""
    found, wrong = circles(graph), upward(graph)
    for circle in found:
        reason = NAMED_CIRCLES.get(frozenset(circle), "")
        yield f"{_mark(not reason)} circle of {len(circle)}: {', '.join(circle)}{reason and f' ({reason})'}"
    yield from (f"! upward: {line}" for line in wrong)
    yield f"  {len(found)} circles, {len(wrong)} upward imports, {len(graph)} modules"


def complexity(src: Path = SRC) -> Iterator[str]:
    """Functions with too many branches, as ruff counts them; a comment does not excuse one."""
    options = ("--select", "C901", "--ignore-noqa", "--output-format", "concise", "--quiet")
    command = (sys.executable, "-m", "ruff", "check", *options, str(src))
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [*found.stdout.splitlines(), *found.stderr.splitlines()]
    yield from (f"! {line}" for line in lines)
    yield f"  {len(lines)} functions over complexity {MAX_COMPLEXITY}"


def report(src: Path = SRC) -> Iterator[str]:
    """All figures, a line each; lines that begin with ``!`` name what is broken."""
    yield from sizes(lengths(src))
    yield from relations(graph_of(src))
    yield from complexity(src)


def main() -> int:
    """Print the report; 1 if something is broken."""
    broken = False
    for line in report():
        print(line)
        broken = broken or line.startswith("!")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
