"""YAML and TOML as plain data that still knows its lines."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlsmells.config.errors import ConfigError
from mlsmells.core.kept import KEPT
from mlsmells.core.records import dataclass, field

if TYPE_CHECKING:
    import yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a file (or of the command line, then ``path`` is None) and where it stands."""

    value: Any
    path: Path | None
    find_line: Callable[[Where], int] = field(compare=False)
    where: Where = ()

    @property
    def line(self) -> int:
        """1-based; 0 when the file's text does not tell."""
        return self.find_line(self.where)

    def error(self, message: str) -> ConfigError:
        """The error to raise about this value."""
        return ConfigError(self.path, self.line, message)

    def items(self) -> Iterator[tuple[str, Entry]]:
        """The pairs of a mapping; a key with nothing behind it counts as not written."""
        if not isinstance(self.value, dict):
            raise self.error(f"expected keys and values{self._named()}, got {describe(self.value)}")
        for key, value in self.value.items():
            child = Entry(value, self.path, self.find_line, (*self.where, str(key)))
            if not isinstance(key, str):
                raise child.error(f"expected text as key{self._named()}, got {describe(key)}")
            if value is not None:
                yield key, child

    def elements(self) -> Iterator[Entry]:
        """The elements of a list."""
        if not isinstance(self.value, list):
            raise self.error(f"expected a list{self._named()}, got {describe(self.value)}")
        for index, value in enumerate(self.value):
            yield Entry(value, self.path, self.find_line, (*self.where, index))

    def text(self) -> str:
        """The value as non-empty text."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.error(f"expected text{self._named()}, got {describe(self.value)}")
        return self.value

    def _named(self) -> str:
        keys = [str(part) for part in self.where if isinstance(part, str)]
        return f" for '{keys[-1]}'" if keys else ""


def describe(value: object) -> str:
    """A short picture of a wrong value for a message."""
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


def read_text(path: Path) -> str:
    """The file's text; ConfigError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(path, 0, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, 0, f"is not UTF-8: {error.reason} at byte {error.start}") from error


def read_yaml(path: Path, *, packaged: bool = False) -> Entry:
    """The document of a YAML file; duplicate keys and tags beyond plain data are errors.

    ``packaged``: the file is the program's own, so what was read of it is kept.
    """
    text = read_text(path)
    found = KEPT.get(text) if packaged else None
    if found is None:
        found = _read_yaml(path, text, packaged=packaged)
        if packaged:
            KEPT.put(text, found)
    data, lines = found
    return Entry({} if data is None else data, path, lambda where: _nearest(lines, where))


def _read_yaml(path: Path, text: str, *, packaged: bool) -> tuple[Any, dict[Where, int]]:
    """What the text says, and the line of everything in it."""
    import yaml

    lines: dict[Where, int] = {}
    try:
        # The C parser is ten times as fast, but deep nesting crashes the interpreter: only for our own files.
        fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        loader = fast(text) if packaged else yaml.SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        _note_lines(node, (), lines, path, set())
        data = loader.construct_document(node)
    except yaml.YAMLError as error:
        raise _yaml_error(path, error) from error
    except RecursionError as error:
        raise ConfigError(path, 0, "is nested too deeply") from error
    except ValueError as error:  # e.g. the date 2024-13-45
        raise ConfigError(path, 0, f"holds a value that cannot be read: {error}") from error
    return data, lines


def _yaml_error(path: Path, error: yaml.YAMLError) -> ConfigError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return ConfigError(path, mark.line + 1 if mark else 0, f"is not valid YAML: {problem}")


def _note_lines(node: yaml.Node, where: Where, lines: dict[Where, int], path: Path, open_nodes: set[int]) -> None:
    """Line of every key and element; stops at the second sight of an anchor's node."""
    import yaml

    lines.setdefault(where, node.start_mark.line + 1)
    if id(node) in open_nodes:
        return
    open_nodes.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _note_lines(child, (*where, index), lines, path, open_nodes)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            here = (*where, str(key.value))
            line = key.start_mark.line + 1
            if here in lines:
                raise ConfigError(path, line, f"'{key.value}' is already set at line {lines[here]}")
            lines[here] = line
            _note_lines(child, here, lines, path, open_nodes)


def _nearest(lines: dict[Where, int], where: Where) -> int:
    while where not in lines and where:
        where = where[:-1]
    return lines.get(where, 0)


def read_toml(path: Path, *table: str) -> Entry | None:
    """A table of a TOML file (``"tool", "mlsmells"``), None when the file has no such table."""
    text = read_text(path)
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise ConfigError(path, int(place[1]) if place else 0, f"is not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(path, 0, "is nested too deeply") from error
    for name in table:
        data = data.get(name) if isinstance(data, dict) else None
    if data is None:
        return None
    return Entry(data, path, lambda where: _toml_line(text, (*table, *where)))


def _toml_line(text: str, where: Where) -> int:
    """Best effort, since the TOML reader keeps no marks: each part is looked for below the one before it."""
    lines = text.splitlines()
    found = -1
    for part in where:
        if isinstance(part, int):
            continue
        key = re.compile(rf"""(?:^|[\s.,{{\[])["']?{re.escape(part)}["']?\s*[=.\]]""")
        found = next((i for i in range(max(found, 0), len(lines)) if key.search(lines[i])), found)
    return found + 1
