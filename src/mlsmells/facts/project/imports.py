"""Which file of the project an import means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.imports import imported_libraries

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import Summary


MAX_HOPS = 3


class Imports:
    """The import graph of a project, from the summaries of its files."""

    def __init__(self, summaries: Mapping[str, Summary]) -> None:
        self._summaries = summaries
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in sorted(summaries):
            for name in _dotted_names(path):
                self._by_name[name].append(path)
        self._edges = {path: self._targets(path, summary) for path, summary in summaries.items()}
        self._back: dict[str, set[str]] = defaultdict(set)
        for path, targets in self._edges.items():
            for target in targets:
                self._back[target].add(path)

    def of(self, path: str) -> set[str]:
        """The project's files that a file imports."""
        return self._edges.get(path, set())

    def closure(self, path: str, hops: int = MAX_HOPS) -> set[str]:
        """The file and what it imports, over at most ``hops`` imports."""
        return self._reach(path, self._edges, hops)

    def importers(self, path: str, hops: int = MAX_HOPS) -> set[str]:
        """The file and those that import it, over at most ``hops`` imports."""
        return self._reach(path, self._back, hops)

    def _reach(self, path: str, edges: Mapping[str, set[str]], hops: int) -> set[str]:
        seen, frontier = {path}, {path}
        for _ in range(hops):
            frontier = {t for f in frontier for t in edges.get(f, ())} - seen
            seen |= frontier
        return seen

    def _targets(self, path: str, summary: Summary) -> set[str]:
        out: set[str] = set()
        for item in summary.get("imports", ()):
            base = _absolute(path, item["module"], item["level"])
            if base is None:
                continue
            for name in (base, *(f"{base}.{n}" if base else n for n in item["names"])):
                found = self._find(name, path, exact=bool(item["level"]))
                if found is not None:
                    out.add(found)
        out.discard(path)
        return out

    def _find(self, name: str, importer: str, *, exact: bool) -> str | None:
        if exact:
            own = name.replace(".", "/")
            return next((p for p in (f"{own}.py", f"{own}/__init__.py") if p in self._summaries), None)
        found = self._by_name.get(name, [])
        if imported_libraries(frozenset({name.partition(".")[0]})):
            found = [path for path in found if self._stands_before(path, name, importer)]
        return min(found, key=lambda path: (_distance(path, importer), path), default=None)

    def _stands_before(self, path: str, name: str, importer: str) -> bool:
        """A file named like a library hides it from what lies beside or below; not if it imports the library itself."""
        depth = len(name.split(".")) + path.endswith("/__init__.py")
        root = PurePosixPath(path).parents[depth - 1]
        own = ((i["module"], i["level"]) for i in self._summaries[path].get("imports", ()))
        return root in PurePosixPath(importer).parents and (name, 0) not in own


def _absolute(path: str, module: str, level: int) -> str | None:
    """The dotted name of a relative import, seen from the project's root."""
    if not level:
        return module
    parts = PurePosixPath(path).parent.parts
    if level - 1 > len(parts):
        return None
    base = parts[: len(parts) - (level - 1)]
    return ".".join((*base, module) if module else base)


def _dotted_names(path: str) -> Iterable[str]:
    """Every name a module may be imported by: the root of the import path is not known."""
    if not path.endswith(".py"):
        return
    parts = list(PurePosixPath(path).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    for start in range(len(parts)):
        yield ".".join(parts[start:])


def _distance(path: str, importer: str) -> int:
    """Folders between two files, so that ``import utils`` means the nearest one."""
    a, b = PurePosixPath(path).parent.parts, PurePosixPath(importer).parent.parts
    common = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        common += 1
    return len(a) + len(b) - 2 * common
