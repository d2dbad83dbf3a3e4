"""A file that lies in several folders of a project: what is found in each of its copies is told once.

Only what both hold counts: a mistake that one copy has and the other has not is told where it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path, PurePosixPath

from mlsmells.engine.located import Located
from mlsmells.engine.rollup import files_named, rolled
from mlsmells.knowledge.folders import is_snapshot
from mlsmells.sources.twins import alike


def told_once(found: Iterable[Located], root: Path) -> list[Located]:
    """The findings, those of copies at the first that is not a snapshot."""
    ordered = sorted(found, key=lambda at: (is_snapshot(at.path), at.path))
    heads: dict[Hashable, list[str]] = {}

    def key(at: Located) -> Hashable:
        path = PurePosixPath(at.path)
        said = (at.finding.code, at.finding.severity, path.name, _text(at))
        firsts = heads.setdefault(said, [])
        first = next((head for head in firsts if head == at.path or alike(root, at.path, head)), "")
        if not first:
            firsts.append(at.path)
        # Two of one file at the same words are two.
        return (*said, first or at.path, ordinals[id(at)])

    ordinals = _ordinals(ordered)
    return rolled(ordered, key, lambda at: 2, files_named)


def _ordinals(found: Iterable[Located]) -> dict[int, int]:
    """Which of the findings with the same words in its file each is."""
    seen: dict[Hashable, int] = {}
    out: dict[int, int] = {}
    for at in found:
        own = at.path, at.finding.code, at.finding.severity, _text(at)
        out[id(at)] = seen[own] = seen.get(own, -1) + 1
    return out


def _text(at: Located) -> str:
    """The line it stands at."""
    line = next((line.text for line in at.frame if line.line == at.line), at.finding.message)
    return line.strip()
