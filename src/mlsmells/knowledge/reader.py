"""Reads knowledge files: the shipped ones line by line and late, a team's own ones whole and with a check.

A shipped file keeps every entry on one line, so that opening it only cuts it into lines. The YAML
of an entry is parsed when somebody asks for that entry: a program uses some dozens of the thousands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from mlsmells.core.kept import KEPT
from mlsmells.knowledge.specs import KnowledgeError

DATA = Path(__file__).parent / "data"

# A value is a mapping, or the text of one that nobody has asked for yet.
Raw = Any
Section = dict[str, Raw]
# section → key → value; in families and kinds the values are sections of their own.
Library = dict[str, Any]

NESTED = ("families", "kinds")
_LINE = re.compile(r"^( *)([^\s#:][^:]*):(?: +(.*))?$")


def _yaml() -> tuple[Any, Any]:
    import yaml

    return yaml, getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Any:
    found = KEPT.get(text)
    if found is None:
        yaml, loader = _yaml()
        found = yaml.load(text, Loader=loader)  # a safe loader, whichever of the two
        KEPT.put(text, found)
    return found


def value(raw: Raw) -> Any:
    """The content of an entry."""
    return _parsed(raw) if isinstance(raw, str) else raw


@lru_cache(maxsize=64)
def shipped(stem: str) -> Library:
    """A shipped file, cut into entries whose values are still text (``aliases`` and header keys are not)."""
    return cut(DATA / f"{stem}.yaml")


def cut(path: Path) -> Library:
    """The same for any file that keeps every entry on one line."""
    out: Library = {}
    section: Section = {}
    owner: Section = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        indent, key, text = len(match[1]), match[2], match[3] or ""
        if indent == 0 and text:
            out[key] = _parsed(text)
        elif indent == 0:
            section = out[key] = {}
        elif indent == 2 and text:
            section[key] = text
        elif indent == 2:
            owner = section[key] = {}
        else:
            owner[key] = text
    return out


def shipped_whole(stem: str) -> Library:
    """A shipped file as any YAML reader sees it; the tests compare the two."""
    yaml, loader = _yaml()
    found: Library = yaml.load((DATA / f"{stem}.yaml").read_text(encoding="utf-8"), Loader=loader)
    return found


def own(path: str) -> Library:
    """A team's knowledge file, checked.

    Raises KnowledgeError if it cannot be read, is no YAML or breaks the schema.
    """
    file = Path(path)
    try:
        state = file.stat()
        return _own(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise KnowledgeError(path, "", f"cannot be read: {error.strerror or error}") from error


@lru_cache(maxsize=16)
def _own(path: str, modified: int, size: int) -> Library:
    yaml, _ = _yaml()
    try:
        # Not the C parser: deep nesting crashes it, and this file is not ours.
        found = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise KnowledgeError(path, "", f"is not valid YAML: {str(error).splitlines()[0]}") from error
    return checked(found, path)


def checked(document: Any, path: str) -> Library:
    """The library of a document. Raises KnowledgeError if it breaks the schema."""
    from mlsmells.knowledge.schema import check

    library: Library = _plain_keys(document) or {}
    check(library, path)
    return library


def _plain_keys(value: Any) -> Any:
    """YAML reads the key ``true`` of a metric as a truth value."""
    if not isinstance(value, dict):
        return value
    return {"true" if key is True else key: _plain_keys(held) for key, held in value.items()}
