"""The findings that a team has accepted: ``mlsmells-accepted.json`` beside the project's root.

An entry names a code, a file, a digest of the statement and which of the findings of that code in equal statements it
is. So it knows its finding where lines were inserted, cells moved or the file renamed, and not where the statement
itself was changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells.config.errors import ConfigError
from mlsmells.config.load import ACCEPTED_NAME
from mlsmells.core.records import dataclass
from mlsmells.engine import rollup

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

VERSION = 1


class Key(NamedTuple):
    """What an accepted finding is known by."""

    path: str
    code: str
    statement: str
    ordinal: int


def key_of(at: Located) -> Key:
    """The key of one finding; of one that stands for several it is the first's."""
    return Key(at.path, at.finding.code, at.statement, at.ordinal)


@dataclass(frozen=True)
class Accepted:
    """The entries of a project."""

    root: Path
    entries: frozenset[Key] = frozenset()

    def knows(self, at: Located) -> bool:
        """The finding is accepted. Git is asked for renames only where one would explain it."""
        key = key_of(at)
        return bool(self.entries) and (key in self.entries or key in self.current)

    @cached_property
    def current(self) -> frozenset[Key]:
        """The entries under the names that their files have now."""
        missing = {path for path in {key.path for key in self.entries} if not os.path.exists(self.root / path)}
        if not missing:
            return self.entries
        from mlsmells.engine.renames import renames

        names = renames(self.root, missing, ACCEPTED_NAME)
        return frozenset(key._replace(path=names.get(key.path, key.path)) for key in self.entries)


def judged(found: Iterable[Located], root: Path) -> list[Located]:
    """The findings, those that are accepted marked; one that stands for several is parted where only some are."""
    found = list(found)
    accepted = accepted_of(root)
    if not accepted.entries or not found:
        return found
    out = []
    for at in found:
        new = rollup.part(at, lambda leaf: not accepted.knows(leaf))
        old = rollup.part(at, accepted.knows)
        out += [new] if new is not None else []
        out += [replace(old, accepted=True)] if old is not None else []
    return out


def accepted_of(root: Path) -> Accepted:
    """What is accepted in a project. Raises ConfigError when the file cannot be used."""
    path = root / ACCEPTED_NAME
    try:
        status = path.stat()
    except OSError:
        return Accepted(root)
    return _read(root, (status.st_mtime_ns, status.st_size))


def forget() -> None:
    """Another run begins: files may have been renamed."""
    _read.cache_clear()


@lru_cache(maxsize=8)
def _read(root: Path, signature: tuple[int, int]) -> Accepted:
    import json

    path = root / ACCEPTED_NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ConfigError(path, error.lineno, f"is no JSON: {error.msg}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(path, 0, f"cannot be read: {error}") from error
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise ConfigError(path, 0, f"is not of version {VERSION}: run `mlsmells accept` again with this mlsmells")
    entries = told.get("accepted")
    return Accepted(root, frozenset(_key(entry, path) for entry in (entries if isinstance(entries, list) else ())))


def _key(entry: Any, path: Path) -> Key:
    try:
        key = Key(*(entry[field] for field in Key._fields))
    except (KeyError, TypeError):
        raise ConfigError(path, 0, f"an entry without {', '.join(Key._fields)}: {entry!r:.80}") from None
    if not all(isinstance(part, str) for part in key[:3]) or type(key.ordinal) is not int:
        raise ConfigError(path, 0, f"an entry with a wrong kind of value: {entry!r:.80}")
    return key


def text_of(entries: Iterable[Key]) -> str:
    """The file: sorted, one entry a line. No line numbers and no counts, so that branches merge."""
    import json

    lines = ",\n".join(f"    {json.dumps(key._asdict())}" for key in sorted(entries))
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "accepted": {listed}\n}}\n'
