"""Text and paths folded from constants: ``+``, f-strings, ``os.path.join``, ``Path / name``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.limits import MAX_TEXT, is_writable
from mlsmells.facts.domain.loop_order import LINE, POSITION
from mlsmells.facts.domain.values import MISSING, Value

_FIELD = regex(r"%(\(\w+\))?[-+ #0]*\d*(\.\d+)?[sdrifeEgGxXc]")
# What a reader is meant to put in.
_PLACEHOLDER = regex(
    r"""(?:^|[/\\ _-])path[/\\_-]to(?:[/\\_-]|$) | (?:^|[/\\_.-])your(?:[_ -]|(?=[A-Z]))(?!s\b) | <[\w -]+> | \.{3}
      | (?:^|[/\\])(?:x{3,}|(?:change|replace|fill)[_-]?me|put[_-]\w*[_-]?here|insert[_-]\w+)(?:[/\\._-]|$)
      | (?:^|[/\\])(?:(?-i:(?:DATA_?)?FILE)|(?:data_?)?file_?name|file_?path|user_?name|\[[\w ]+\])
        (?:\.\w+)?(?:[/\\]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
# Stands for the part of a path that is not known.
HOLE = "{}"


def text_of(value: Value) -> str | None:
    """The folded text of a value, with ``{}`` for what is unknown; None if nothing is known."""
    if isinstance(value.const, str):
        return value.const
    number = isinstance(value.const, (int, float)) and not isinstance(value.const, bool)
    if number and is_writable(value.const):
        return str(value.const)
    return None


def fold_parts(values: Iterable[Value], separator: str = "", kind: Kind = "text") -> Value:
    """The parts put together; a part that is not known leaves a hole."""
    parts = list(values)
    texts = [text_of(p) for p in parts]
    effects = tuple(e for e in merge_effects(*(p.effects for p in parts)) if e.kind != "newest")
    config = any(p.config for p in parts)
    if len(parts) == 1 and parts[0].name == POSITION:
        return Value(kind=kind, effects=effects, name=POSITION)
    name = LINE if any(p.name in (POSITION, LINE) for p in parts) else ""
    if all(t is None for t in texts):
        return Value(kind=kind, effects=effects, config=config, name=name)
    pieces = [HOLE if t is None else t for t in texts]
    return Value(kind=kind, const=folded(_put(pieces, separator)), effects=effects, config=config, name=name)


def folded(text: str) -> Any:
    """A text that was put together, as a constant; not known when it is too long."""
    return text if len(text) <= MAX_TEXT else MISSING


def _put(pieces: list[str], separator: str) -> str:
    if not separator:
        return "".join(pieces)
    out = ""
    for piece in pieces:
        # An absolute part starts the path anew, as os.path.join does.
        anew = piece.startswith(("/", "~")) or not out
        out = piece if anew else out.rstrip(separator) + separator + piece
    return out


def filled(template: Value, values: Value) -> Value:
    """``"data-%s.csv" % day``: what is filled in is a part of the path that is not known."""
    effects = merge_effects(template.effects, values.effects, *(v.effects for v in values.items or ()))
    config = template.config or values.config
    name = LINE if any(v.name == POSITION for v in values.items or ()) else ""
    if not isinstance(template.const, str):
        return Value(kind="text", effects=effects, config=config, name=name)
    text = folded(_FIELD.sub(HOLE, template.const))
    return Value(kind="text", const=text, effects=effects, config=config, name=name)


def join_path(values: Iterable[Value]) -> Value:
    """``os.path.join`` and ``Path / part``."""
    return fold_parts(values, "/", "path")


def whole(text: object) -> str | None:
    """A path that is known to its last character."""
    return text if isinstance(text, str) and "{" not in text else None


def is_placeholder(path: str) -> bool:
    """A template's path, which each reader replaces: ``PATH/TO/DATA/FILE``, ``your_file.csv``."""
    return _PLACEHOLDER.search(path) is not None


def path_text(value: Value | None) -> str | None:
    """The path a value holds, possibly with holes; None when nothing is known."""
    if value is None or value.const is MISSING:
        return None
    return value.const if isinstance(value.const, str) else None
