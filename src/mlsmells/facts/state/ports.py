"""What a walk may ask beyond the file: how the program is run, and what the project's other modules say.

Most walks ask neither. Then a null object answers, which knows nothing, and nobody has to ask whether there is one.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, Protocol

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Function


class Outside(Protocol):
    """What a program gets from outside: its command line, its settings files. None: nothing is known."""

    def file_of(self) -> Value | None:
        """``__file__`` of the module being run."""

    def library(self, node: ast.Call, name: str, args: Args) -> Value | None:
        """A call of a library's function, if it has to do with the outside."""

    def method(self, node: ast.Call, holder: Value, name: str, args: Args) -> Value | None:
        """A method of a parser, a path or an open file."""

    def attribute(self, holder: Value, name: str) -> Value | None:
        """An attribute of settings or of a path."""

    def opened(self, node: ast.AST, path: Value | None, mode: Any) -> None:
        """``open(path, mode)``."""

    def parameters(self, function: Function) -> Mapping[str, Value]:
        """What a command-line library hands to a decorated function."""


class Follower(Protocol):
    """Follows names that are imported from other modules of the project. None: no module says what they mean."""

    def later(self, module: str, level: int, name: str) -> Value | None:
        """``from module import name``: what stands for the name until it is used."""

    def name(self, node: ast.AST, value: Value) -> Value | None:
        """What such a name means, now that it is used."""

    def attribute(self, node: ast.AST, dotted: str) -> Value | None:
        """What ``package.module.name`` means."""

    def star(self, node: ast.AST, module: str, level: int) -> Mapping[str, Value]:
        """The public names of a module."""


class _NothingOutside:
    """The file is judged by what it says alone."""

    def file_of(self) -> None:
        return None

    def library(self, node: ast.Call, name: str, args: Args) -> None:
        return None

    def method(self, node: ast.Call, holder: Value, name: str, args: Args) -> None:
        return None

    def attribute(self, holder: Value, name: str) -> None:
        return None

    def opened(self, node: ast.AST, path: Value | None, mode: Any) -> None:
        return None

    def parameters(self, function: Function) -> Mapping[str, Value]:
        return {}


class _NoFollower:
    """Other modules of the project stay unknown."""

    def later(self, module: str, level: int, name: str) -> None:
        return None

    def name(self, node: ast.AST, value: Value) -> None:
        return None

    def attribute(self, node: ast.AST, dotted: str) -> None:
        return None

    def star(self, node: ast.AST, module: str, level: int) -> Mapping[str, Value]:
        return {}


NO_OUTSIDE: Outside = _NothingOutside()
NO_FOLLOWER: Follower = _NoFollower()
