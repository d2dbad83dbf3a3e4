"""Where practices are broken: practices down, folders across, findings counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.scorecard.judging import PracticeState, breaks

if TYPE_CHECKING:
    from mlsmells.engine.located import Located

FOLDERS, PRACTICES, DEPTH = 10, 20, 3
SHADES = 4  # of a cell, from one finding to the most there are
ROOT, OTHERS = "(root)", "(others)"


class Row(NamedTuple):
    """A practice, its findings in each folder, and how dark each cell is."""

    title: str
    counts: tuple[int, ...]
    shades: tuple[int, ...]


class Heat(NamedTuple):
    """The map. ``left``: how many broken practices found no room."""

    folders: tuple[str, ...]
    rows: tuple[Row, ...]
    left: int


def heat(states: Sequence[PracticeState]) -> Heat:
    """Findings at warning level or above; the practice and the folder with the most come first."""
    found = [(one.practice.title, list(_places(one))) for one in states]
    broken = sorted((pair for pair in found if pair[1]), key=lambda pair: (-len(pair[1]), pair[0]))
    folders, named = _folders({at.path for _, places in broken for at in places})
    counts = [(title, Counter(named[at.path] for at in places)) for title, places in broken]
    most = max((number for _, count in counts for number in count.values()), default=1)
    rows = [
        Row(title, numbers := tuple(count[folder] for folder in folders), tuple(_shade(n, most) for n in numbers))
        for title, count in counts[:PRACTICES]
    ]
    return Heat(folders, tuple(rows), len(counts) - len(rows))


def _places(one: PracticeState) -> Iterator[Located]:
    for at in one.findings:
        if breaks(at):
            yield from at.places or (at,)


def _folders(paths: set[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The folders of the map, and the one that each path belongs to: as deep as there is room for."""
    named: dict[str, str] = {}
    for depth in range(DEPTH, 0, -1):
        named = {path: "/".join(path.split("/")[:-1][:depth]) or ROOT for path in paths}
        if len(set(named.values())) <= FOLDERS:
            break
    ranked = sorted(Counter(named.values()).items(), key=lambda item: (-item[1], item[0]))
    kept = [folder for folder, _ in ranked[:FOLDERS]]
    rest = [OTHERS] if len(ranked) > FOLDERS else []
    return (*sorted(kept), *rest), {path: folder if folder in kept else OTHERS for path, folder in named.items()}


def _shade(number: int, most: int) -> int:
    return -(-number * SHADES // most)
