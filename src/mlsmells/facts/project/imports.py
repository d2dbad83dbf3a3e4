"""Which file of the project an import means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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

    def sure_importers(self, path: str) -> set[str]:
        """Those that import this very file: it lies in their own folder or above, or in a folder ``src`` there.

        Elsewhere the path of imports is not known, and the nearest file of the name is a guess.
        """
        return {other for other in self._back.get(path, ()) if self._is_in_reach(path, other)}

    def _is_in_reach(self, path: str, importer: str) -> bool:
        above = PurePosixPath(importer).parents
        for name, exact, found in self._found(importer, self._summaries[importer]):
            if found != path:
                continue
            if exact:
                return True
            root = _root(path, name)
            if root in above or (root.name == "src" and root.parent in above):
                return True
        return False

    def _reach(self, path: str, edges: Mapping[str, set[str]], hops: int) -> set[str]:
        seen, frontier = {path}, {path}
        for _ in range(hops):
            frontier = {t for f in frontier for t in edges.get(f, ())} - seen
            seen |= frontier
        return seen

    def _targets(self, path: str, summary: Summary) -> set[str]:
        return {found for _, _, found in self._found(path, summary)} - {path}

    def _found(self, path: str, summary: Summary) -> Iterator[tuple[str, bool, str]]:
        """The dotted names that a file imports, whether they are relative to it, and the files they mean."""
        for item in summary.get("imports", ()):
            base = _absolute(path, item["module"], item["level"])
            if base is None:
                continue
            for name in (base, *(f"{base}.{n}" if base else n for n in item["names"])):
                found = self._find(name, path, exact=bool(item["level"]))
                if found is not None:
                    yield name, bool(item["level"]), found

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
        root = _root(path, name)
        own = ((i["module"], i["level"]) for i in self._summaries[path].get("imports", ()))
        return root in PurePosixPath(importer).parents and (name, 0) not in own


def _root(path: str, name: str) -> PurePosixPath:
    """The folder that a module is imported from by this name."""
    depth = len(name.split(".")) + path.endswith("/__init__.py")
    return PurePosixPath(path).parents[depth - 1]


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
