"""What observers remember of a walk: a record of its own type for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

N = TypeVar("N")


class Notes(dict[type, Any]):
    """``run.notes[ScoreNotes]`` is the one ScoreNotes of the walk, made when it is first asked for."""

    def __missing__(self, kind: type[N]) -> N:
        made = self[kind] = kind()
        return made

    if TYPE_CHECKING:

        def __getitem__(self, kind: type[N]) -> N: ...
