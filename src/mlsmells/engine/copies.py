"""What was copied is told once: a file that lies in several folders, and lines that stand in several files.

Only what both hold counts: a mistake that one copy has and the other has not is told where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path, PurePosixPath

from mlsmells.core.rule import FILE
from mlsmells.engine import registry
from mlsmells.engine.located import Located
from mlsmells.engine.rollup import files_named, rolled
from mlsmells.knowledge.folders import is_snapshot
from mlsmells.sources.twins import alike

# In so many files it is a habit; shorter lines are alike by chance.
HABIT = 3
MIN_LINES, MIN_LENGTH = 2, 60


def told_once(found: Iterable[Located], root: Path) -> list[Located]:
    """The findings, those of copies at the first that is not a snapshot."""
    ordered = _kept_first(found)
    heads: dict[Hashable, list[str]] = {}

    def key(at: Located) -> Hashable:
        path = PurePosixPath(at.path)
        said = (at.finding.code, at.finding.severity, path.stem, _text(at))
        firsts = heads.setdefault(said, [])
        first = next((head for head in firsts if head == at.path or _is_copy(root, at.path, head)), "")
        if not first:
            firsts.append(at.path)
        # Two of one file at the same words are two.
        return (*said, first or at.path, ordinals[id(at)])

    ordinals = _ordinals(ordered, _text)
    return rolled(ordered, key, lambda at: 2, files_named)


def _is_copy(root: Path, path: str, head: str) -> bool:
    """The files hold the same; or one is the script that was made of the other, a notebook, and has been changed."""
    one, other = PurePosixPath(path), PurePosixPath(head)
    if one.suffix != other.suffix:
        return one.parent == other.parent
    return alike(root, path, head)


def lines_told_once(found: Iterable[Located]) -> list[Located]:
    """The findings, those at the same lines between the same neighbours at the first of their files.

    The next notebook began as a copy of the last one: whoever mends one is told where the others are.
    """
    ordered = _kept_first(found)
    files: dict[Hashable, set[str]] = {}
    keys: dict[int, Hashable] = {}
    for at in ordered:
        lines = _lines(at)
        if not _is_short(lines) and registry.by_code()[at.finding.code].scope == FILE:
            keys[id(at)] = at.finding.code, at.finding.severity, lines
            files.setdefault(keys[id(at)], set()).add(at.path)

    def key(at: Located) -> Hashable:
        shared = keys.get(id(at))
        return shared if len(files.get(shared, ())) >= HABIT else id(at)

    return rolled(ordered, key, lambda at: HABIT, files_named)


def _is_short(lines: tuple[str, ...]) -> bool:
    return len(lines) < MIN_LINES or sum(map(len, lines)) < MIN_LENGTH


def _kept_first(found: Iterable[Located]) -> list[Located]:
    return sorted(found, key=lambda at: (is_snapshot(at.path), at.path))


def _ordinals(found: Iterable[Located], said: Callable[[Located], Hashable]) -> dict[int, int]:
    """Which of the findings with the same words in its file each is."""
    seen: dict[Hashable, int] = {}
    out: dict[int, int] = {}
    for at in found:
        own = at.path, at.finding.code, at.finding.severity, said(at)
        out[id(at)] = seen[own] = seen.get(own, -1) + 1
    return out


def _text(at: Located) -> str:
    """The line it stands at."""
    line = next((line.text for line in at.frame if line.line == at.line), at.finding.message)
    return line.strip()


def _lines(at: Located) -> tuple[str, ...]:
    """That line and its neighbours, of the first place; where these are short, also those that lead to it."""
    own = at.places[0] if at.places else at
    lines = tuple(line.text.strip() for line in own.frame)
    return (*lines, *(step.at.text.strip() for step in own.steps)) if _is_short(lines) else lines
