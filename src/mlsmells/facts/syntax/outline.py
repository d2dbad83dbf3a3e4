"""The outline of a file as plain data: what it imports and defines. JSON can hold it."""

from __future__ import annotations

from typing import Literal, TypedDict


class ImportRecord(TypedDict):
    """``import module`` or ``from module import names``; ``level`` counts the dots of a relative one."""

    module: str
    names: list[str]
    level: int
    line: int


class DefinitionRecord(TypedDict):
    """A function, class or method. How long it is and its ``hash`` are only known of a file read in full.

    ``shape`` is equal for copies, and "" where nobody asks; ``works``: something happens in it.
    """

    name: str
    kind: Literal["class", "method", "function"]
    line: int
    end_line: int
    statements: int
    plots: bool
    hash: str
    shape: str
    works: bool
