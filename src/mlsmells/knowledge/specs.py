"""The records that say what a function or class of a library does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mlsmells.core.records import dataclass


class KnowledgeError(ValueError):
    """A knowledge file says something it may not: ``file`` and ``entry`` say where."""

    def __init__(self, file: str, entry: str, message: str) -> None:
        self.file, self.entry, self.message = file, entry, message
        super().__init__(f"{file}: {entry}: {message}" if entry else f"{file}: {message}")


@dataclass(frozen=True, slots=True)
class FunctionSpec:
    """A function or method: its verb, its parameters in positional order, the verb's options.

    In ``args`` a name after ``"*"`` can only be given by keyword, and ``"*name"`` takes all further
    positional arguments. ``name`` of a method is ``owner.method``, the owner being a class, family or kind.
    """

    name: str
    does: str
    args: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """A class: its family, constructor parameters, and when a fit of it draws random numbers.

    ``random`` is ``"always"``, ``"never"`` or a mapping from a parameter to the values that
    make the fit draw. ``seed`` names the parameter that fixes the draw, "" if there is none.
    """

    name: str
    family: str
    args: tuple[str, ...]
    seed: str
    random: Any
    tags: frozenset[str]
    methods: Mapping[str, FunctionSpec]
    options: Mapping[str, Any]


def function_spec(name: str, entry: Mapping[str, Any]) -> FunctionSpec:
    """The record of one ``functions`` entry, or of one method."""
    options = {key: value for key, value in entry.items() if key not in ("does", "args")}
    return FunctionSpec(name, entry["does"], tuple(entry.get("args", ())), options)


_OWN = frozenset({"family", "args", "seed", "random", "tags", "methods"})


def class_spec(name: str, entry: Mapping[str, Any]) -> ClassSpec:
    """The record of one ``classes`` entry."""
    methods = {m: function_spec(f"{name}.{m}", spec) for m, spec in entry.get("methods", {}).items()}
    return ClassSpec(
        name=name,
        family=entry["family"],
        args=tuple(entry.get("args", ())),
        seed=entry.get("seed", ""),
        random=entry.get("random", "never"),
        tags=frozenset(entry.get("tags", ())),
        methods=methods,
        options={key: value for key, value in entry.items() if key not in _OWN},
    )
