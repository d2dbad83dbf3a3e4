"""The structure of the source, measured: modules per package, long files, circles and upward imports.

``python tools/structure.py`` prints the figures and exits with 1 when the structure is broken: an import that goes up,
a circle that no one has named, a crowded folder. Imports under ``TYPE_CHECKING`` and inside functions count as any
other: a circle that they hide is still a circle.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

SRC = Path(__file__).resolve().parent.parent / "src"
PACKAGES = ("core", "knowledge", "config", "sources", "facts", "rules", "engine", "fix", "report", "cli")
FACTS = (
    "syntax", "domain", "state", "observers", "transfer", "interpreter", "record", "notebook", "analyses", "project",
)  # fmt: skip
# Circles that stay, each with its reason.
NAMED_CIRCLES: dict[frozenset[str], str] = {
    frozenset(
        f"mlsmells.facts.domain.{name}" for name in ("values", "evidence", "objects", "events.data", "events.models")
    ): "one recursive record: a value holds objects, effects and predictions, an object its fits, a fit its values",
}
MAX_MODULES = 34
MAX_MEDIAN = 110


def module_of(path: Path) -> str:
    """``src/mlsmells/facts/domain/rows.py`` → ``mlsmells.facts.domain.rows``; a package is its folder."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, module: str, *, package: bool) -> Iterator[tuple[int, str]]:
    """Every import of the tree, wherever it stands: its line, and the dotted name of what is imported."""
    own = module.split(".") if package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*own[: len(own) - node.level + 1]] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def imports_of(paths: Iterable[Path]) -> dict[str, dict[str, int]]:
    """For each module the modules of the project that it imports, each with the line of its first import."""
    modules = {module_of(path): path for path in paths}
    graph: dict[str, dict[str, int]] = {}
    for module, path in modules.items():
        found: dict[str, int] = {}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, name in imported(tree, module, package=path.name == "__init__.py"):
            target = name if name in modules else name.rpartition(".")[0]
            if target in modules and target != module:
                found.setdefault(target, line)
        graph[module] = found
    return graph


def circles(graph: dict[str, dict[str, int]]) -> list[list[str]]:
    """The strongly connected components of more than one module (Tarjan's algorithm, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []
    for root in graph:
        work = [(root, iter(graph[root]))] if root not in index else []
        if work:
            index[root] = low[root] = len(index)
            stack.append(root)
        while work:
            module, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[module])
                if low[module] == index[module]:
                    at = stack.index(module)
                    part, stack = stack[at:], stack[:at]
                    if len(part) > 1:
                        found.append(sorted(part))
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                work.append((following, iter(graph[following])))
            elif following in stack:
                low[module] = min(low[module], index[following])
    return found


def floor_of(module: str) -> tuple[int, int]:
    """The floor of a module: of its package, and inside ``facts`` of its sub-package."""
    parts = module.split(".")[1:]
    if not parts:
        return -1, 0  # the version, which everyone may print
    if parts[0] not in PACKAGES:
        return len(PACKAGES), 0
    inner = FACTS.index(parts[1]) if parts[0] == "facts" and len(parts) > 1 and parts[1] in FACTS else len(FACTS)
    return PACKAGES.index(parts[0]), inner


def upward(graph: dict[str, dict[str, int]]) -> list[str]:
    """Imports that go from a lower floor to a higher one, as lines to read."""
    return [
        f"{module}:{line} imports {target}"
        for module, targets in graph.items()
        for target, line in targets.items()
        if floor_of(target) > floor_of(module)
    ]


def report(paths: list[Path]) -> Iterator[str]:
    """The figures, a line each; lines that begin with ``!`` name what is broken."""
    graph = imports_of(paths)
    lengths = {module_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    folders = Counter(str(path.parent.relative_to(SRC / "mlsmells")) for path in paths if path.name != "__init__.py")
    for folder, count in sorted(folders.items()):
        mark = "!" if count > MAX_MODULES else " "
        yield f"{mark} {count:4} modules  {folder}"
    middle = median(length for module, length in lengths.items() if length)
    yield f"{'!' if middle > MAX_MEDIAN else ' '} {middle:4.0f} lines    median file"
    for module in sorted(lengths, key=lambda m: -lengths[m])[:10]:
        yield f"  {lengths[module]:4} lines    {module}"
    found = circles(graph)
    for circle in found:
        reason = NAMED_CIRCLES.get(frozenset(circle))
        yield f"{' ' if reason else '!'} circle of {len(circle)}: {', '.join(circle)}{f' ({reason})' if reason else ''}"
    wrong = upward(graph)
    yield from (f"! upward: {line}" for line in wrong)
    yield f"  {len(found)} circles, {len(wrong)} upward imports, {len(paths)} files, {sum(lengths.values())} lines"


def main() -> int:
    """Print the report; 1 if something is broken."""
    lines = list(report(sorted((SRC / "mlsmells").rglob("*.py"))))
    print("\n".join(lines))
    return int(any(line.startswith("!") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
