"""Results of earlier runs, in ``.mlsmells_cache/`` beside the project's root.

What a file gave is kept with everything it was made of: its own content and path, the settings its facts depend
on, the requirement and lock files beside and above it, this program, and which modules of the project were looked
for on its behalf, found or not. Selection, thresholds and severities are applied afterwards. Anything that is not
as it should be (another version, a torn or edited file, a folder that cannot be written) only means that files are
analysed again.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from mlsmells.core import Finding
from mlsmells.engine import plain
from mlsmells.engine.entries import Entry
from mlsmells.engine.keeping.places import Folder, Place
from mlsmells.engine.keeping.store import Store
from mlsmells.engine.located import Placed
from mlsmells.engine.selection import on_demand
from mlsmells.facts.analyses.summaries.records import VERSION
from mlsmells.facts.record.versions import stated_in
from mlsmells.sources import Problem, ProjectModules, digest_of, read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mlsmells.config import Config
    from mlsmells.sources import Source

FOLDER = ".mlsmells_cache"
# importer, module, level → where it was found, and what was in it
Lookup = list[Any]


class Recording:
    """The project's modules, with a record of what was asked for."""

    def __init__(self, modules: ProjectModules) -> None:
        self.modules = modules
        self.lookups: list[Lookup] = []

    def find(self, importer: str, module: str, level: int) -> Source | None:
        """The module, as ``ProjectModules.find``."""
        found = self.modules.find(importer, module, level)
        self.lookups.append([importer, module, level, *((found.path, found.digest) if found else (None, ""))])
        return found


def fields_of(entry: Entry, source: Source, config: Config, lookups: list[Lookup]) -> list[str] | None:
    """What the store keeps of a file; None for a file that was not read as a whole."""
    if not source.digest or os.path.isabs(source.path):
        return None
    return [
        key_of(source.path, source.digest, config),
        _dump(lookups),
        _dump(plain.of_entry(entry)),
        _dump(entry.summary),
    ]


def key_of(path: str, digest: str, config: Config) -> str:
    """All that decides what is kept of a file, but for other modules. ``config`` is the one for its path."""
    stated = _stated(config.root, PurePosixPath(path).parent)
    settings = (config.role_of(path), config.data_roots, config.require_reason, on_demand(config))
    about = (VERSION, path, digest, settings, _contents(config.knowledge), stated)
    return digest_of(repr(about).encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8)
def _contents(files: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_digest_on_disk, files))


@lru_cache(maxsize=4096)
def _stated(root: Path, folder: PurePosixPath) -> str:
    """What the requirement and lock files say, from a folder up to the root."""
    about = [(file.name, _digest_on_disk(str(file))) for file in stated_in(root / folder)]
    above = _stated(root, folder.parent) if folder.parent != folder else ""
    return digest_of(repr((about, above)).encode("utf-8", "surrogatepass"))


def _digest_on_disk(path: str) -> str:
    data = read_bytes(Path(path), path)
    return "" if isinstance(data, Problem) else digest_of(data)


class Cache:
    """The results kept for one project. ``modules`` must be new for each run: the project may have changed."""

    def __init__(self, root: Path, modules: ProjectModules, place: Place | None = None) -> None:
        _contents.cache_clear()
        _stated.cache_clear()
        self.root = root
        self.store = Store(place or Folder(root / FOLDER))
        self._modules = modules
        self._digests: dict[str, str] = {}

    def entry(self, path: str, config: Config, scope: str) -> Entry | None:
        """What is known of a file with this displayed path; None if it must be analysed."""
        kept = self.store.file(path)
        if kept is None or len(kept) != 4 or kept[0] != key_of(path, self.digest(path), config):
            return None
        try:
            if not all(self._holds(*lookup) for lookup in json.loads(kept[1])):
                return None
            found = plain.entry(json.loads(kept[2]), json.loads(kept[3]))
        except plain.BROKEN:
            return None
        return found if found.serves(config, scope) else None

    def save(self, only: Collection[str] | None) -> None:
        """Write what is new; see ``Store.save``."""
        self.store.save(only)

    def _holds(self, importer: str, module: str, level: int, found: str | None, digest: str) -> bool:
        """The lookup would give the same module with the same content."""
        where = self._modules.locate(importer, module, level)
        if where is None or found is None:
            return where is found
        return self._modules.display(where) == found and self.digest(found) == digest

    def digest(self, path: str) -> str:
        """The digest of a file of the project as it is now; empty if it cannot be read."""
        if path not in self._digests:
            self._digests[path] = _digest_on_disk(os.path.join(self.root, path))
        return self._digests[path]

    def places(self, path: str, findings: Iterable[Finding]) -> list[Placed | None] | None:
        """Where a project rule's findings in a file are, None for a suppressed one; None if that is not known."""
        kept = self.store.places(path)
        if kept is None or len(kept) != 2 or kept[0] != self.digest(path):
            return None
        try:
            known = {_dump(key): value for key, value in json.loads(kept[1])}
            values = [known[_dump(plain.of_finding(finding))] for finding in findings]
            return [None if value is None else plain.placed(value) for value in values]
        except plain.BROKEN:
            return None

    def keep_places(self, path: str, findings: Iterable[Finding], places: Iterable[Placed | None]) -> None:
        """Remember what ``places`` is asked for."""
        digest = self.digest(path)
        pairs = [
            [plain.of_finding(finding), None if at is None else plain.of_placed(at)]
            for finding, at in zip(findings, places, strict=True)
        ]
        if digest:
            self.store.put_places(path, [digest, _dump(pairs)])


def _dump(data: Any) -> str:
    # ASCII: neither a tab nor a line end nor half a surrogate pair can be in it.
    return json.dumps(data, separators=(",", ":"))
