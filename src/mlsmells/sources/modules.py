"""The modules of a project, found on disk by the names they are imported by."""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path

from mlsmells.sources.document import Source
from mlsmells.sources.read import read_source

# Parsed modules kept in memory: the helpers of a project are imported again and again.
MAX_KEPT = 64
# A larger module is data or generated.
MAX_BYTES = 300_000


class ProjectModules:
    """Finds and parses modules below ``root``; nothing outside is opened.

    The folders that Python would search at run time are not known: a dotted name is looked for beside
    the importing file, then in every folder above it up to the root, each time also in ``src``.
    """

    def __init__(self, root: Path) -> None:
        self.root = os.path.abspath(root)
        self._places: dict[tuple[str, str, int], str | None] = {}
        self._kept: OrderedDict[str, Source] = OrderedDict()

    def find(self, importer: str, module: str, level: int) -> Source | None:
        """The module that ``module`` means in the file ``importer`` (a displayed path); None if there is none."""
        path = self.locate(importer, module, level)
        return self._read(path) if path is not None else None

    def locate(self, importer: str, module: str, level: int) -> str | None:
        """The same, but only where it is; nothing is opened."""
        folder = os.path.dirname(os.path.join(self.root, importer))
        key = (folder, module, level)
        if key not in self._places:
            self._places[key] = self._locate(folder, module, level)
        return self._places[key]

    def display(self, path: str) -> str:
        """A module's path relative to the root, with ``/``."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def keep(self, source: Source) -> None:
        """A module that somebody has parsed already: it will not be read again."""
        self._keep(os.path.join(self.root, source.path), source)

    def kept(self, path: str) -> Source | None:
        """A module that was parsed not long ago, by its displayed path."""
        return self._kept.get(os.path.join(self.root, path))

    def _locate(self, folder: str, module: str, level: int) -> str | None:
        inner = module.replace(".", os.sep)
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self._file(os.path.join(folder, inner) if inner else folder)
        while self._is_inside(folder):
            for base in (folder, os.path.join(folder, "src")):
                found = self._file(os.path.join(base, inner))
                if found is not None:
                    return found
            folder = os.path.dirname(folder)
        return None

    def _file(self, stem: str) -> str | None:
        for path in (stem + ".py", os.path.join(stem, "__init__.py")):
            # A link may lead out of the project.
            if os.path.isfile(path) and self._is_inside(os.path.realpath(path)) and os.path.getsize(path) <= MAX_BYTES:
                return path
        return None

    def _is_inside(self, path: str) -> bool:
        root = os.path.realpath(self.root)
        return path == self.root or path.startswith((self.root + os.sep, root + os.sep)) or path == root

    def _read(self, path: str) -> Source:
        source = self._kept.pop(path, None)
        if source is None:
            source = read_source(Path(path), display=self.display(path))
        self._keep(path, source)
        return source

    def _keep(self, path: str, source: Source) -> None:
        self._kept[path] = source
        if len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
