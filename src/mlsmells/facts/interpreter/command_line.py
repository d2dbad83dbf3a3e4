"""Arguments of a command line, given to the parameters that a program declares for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.values import MISSING, Value

# Options of these actions take no value.
_FLAGS = {"store_true": True, "store_false": False}


@dataclass(slots=True)
class Parameter:
    """One option (its names begin with "-") or positional argument."""

    names: tuple[str, ...]
    default: Value = field(default_factory=lambda: Value(config=True))
    dest: str = ""
    flag: Any = MISSING  # the value of an option that takes none
    many: bool = False

    @property
    def is_option(self) -> bool:
        return bool(self.names) and self.names[0].startswith("-")

    @property
    def key(self) -> str:
        """The name its value is found by."""
        if self.dest:
            return self.dest
        long = next((name for name in self.names if name.startswith("--")), self.names[0] if self.names else "")
        return long.lstrip("-").replace("-", "_")


def declared(names: Sequence[str], options: dict[str, Value]) -> Parameter:
    """What ``parser.add_argument(*names, **options)`` declares."""
    action, nargs = options.get("action", Value()).const, options.get("nargs", Value()).const
    flag = _FLAGS.get(action, MISSING) if isinstance(action, str) else MISSING
    default = options.get("default")
    if default is None:
        default = Value(const=not flag) if flag is not MISSING else Value()
    dest = options.get("dest", Value()).const
    return Parameter(
        tuple(names),
        default.with_(config=True),
        dest if isinstance(dest, str) else "",
        flag,
        many=nargs in ("*", "+") or (isinstance(nargs, int) and nargs > 1),
    )


def parsed(parameters: Sequence[Parameter], arguments: Sequence[str] | None) -> dict[str, Value]:
    """The values by name; without arguments the defaults. Arguments nobody declares are left out."""
    values = {parameter.key: parameter.default for parameter in parameters}
    options = {name: p for p in parameters if p.is_option for name in p.names}
    places = [p for p in parameters if not p.is_option]
    rest = list(arguments or ())
    while rest:
        word = rest.pop(0)
        name, equals, given = word.partition("=")
        option = options.get(name)
        if option is not None:
            if option.flag is not MISSING:
                values[option.key] = Value(const=option.flag, config=True)
            elif equals or rest:
                values[option.key] = _given(option, [given] if equals else _taken(option, rest))
        elif not word.startswith("-") and places:
            place = places.pop(0)
            values[place.key] = _given(place, [word, *(_taken(place, rest) if place.many else ())])
    return values


def _taken(parameter: Parameter, rest: list[str]) -> list[str]:
    taken = [rest.pop(0)] if rest and not parameter.many else []
    while parameter.many and rest and not rest[0].startswith("-"):
        taken.append(rest.pop(0))
    return taken


def _given(parameter: Parameter, words: list[str]) -> Value:
    if parameter.many:
        return Value(kind="list", items=tuple(map(text, words)), config=True)
    return text(words[0]) if words else parameter.default


def text(word: str) -> Value:
    """A word of the command line as a value."""
    return Value(kind="text", const=word, config=True)


def settings(data: Any, depth: int = 0) -> Value:
    """What a settings file holds, as a value."""
    if depth > 12:
        return Value(config=True)
    if isinstance(data, dict):
        entries = {str(key): settings(value, depth + 1) for key, value in data.items()}
        return Value(kind="dict", entries=entries, config=True)
    if isinstance(data, list):
        return Value(kind="list", items=tuple(settings(value, depth + 1) for value in data), config=True)
    if isinstance(data, str):
        return text(data)
    if data is None or isinstance(data, (int, float)):
        return Value(const=data, kind="none" if data is None else "", config=True)
    return Value(config=True)


def plain(word: str) -> Any:
    """A word as the scalar that YAML would make of it."""
    for convert in (int, float):
        try:
            return convert(word)
        except ValueError:
            continue
    return {"true": True, "false": False, "null": None}.get(word.lower(), word)
