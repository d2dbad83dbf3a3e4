"""The row-set algebra: which rows of which source a value holds.

An atom is ``(source, path)``: the source is the id of a read, a generator or a
parameter; the path says which part of which split was taken, outermost first.
A path step is ``(split_id, part)``. Two atoms of one source are disjoint only
if their paths first differ at the same split, with different parts.
``None`` in place of a row set means "unknown": nothing can be decided from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from mlsmells.facts.domain.conditions import SIGNS, apart

Step = tuple[object, str]
Path = tuple[Step, ...]
Atom = tuple[int, Path]
Rows = frozenset[Atom]

MAX_ATOMS = 8
MAX_DEPTH = 12

# Parts that are held out by the call that made them.
HELD_OUT = frozenset({"test", "val", "fold-test"})


def union(parts: Iterable[Rows | None]) -> Rows | None:
    """All rows of all parts; unknown if one part is, or if there are too many atoms to follow."""
    out: Rows = frozenset()
    for part in parts:
        if part is None:
            return None
        out |= part
    return out if len(out) <= MAX_ATOMS or len(out := _without_parts(out)) <= MAX_ATOMS else None


def _without_parts(rows: Rows) -> Rows:
    """The same rows: what is a part of another atom adds none."""
    return frozenset(
        (s, p)
        for s, p in rows
        if not any(s == t and len(q) < len(p) and _prefix(q, p) and not _varies(q) for t, q in rows)
    )


def step(rows: Rows | None, split: object, part: str) -> Rows | None:
    """The given part of a split of these rows."""
    if rows is None:
        return None
    if any(len(path) >= MAX_DEPTH for _, path in rows):
        return None
    return frozenset((source, (*path, (split, part))) for source, path in rows)


def chained(steps: Path, *more: Step) -> Path:
    """Choices behind each other. There are never more of them than it takes to make any rows unknown."""
    return (*steps, *more)[: MAX_DEPTH + 1]


def _siblings(a: Path, b: Path) -> bool:
    return _sibling_step(a, b) is not None


def _sibling_step(a: Path, b: Path) -> Step | None:
    """The step of ``b`` that takes another part of the split at which the paths first differ."""
    for i, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            if left[0] != right[0]:
                return None
            if left[1][:1] not in SIGNS:
                return right
            # Conditions on one column may overlap, and there may be several of them.
            mine = [part for split, part in a[i:] if split == left[0]]
            others = [(split, part) for split, part in b[i:] if split == left[0]]
            return next((s for s in others for part in mine if apart(part, s[1])), None)
    return None


def _prefix(a: Path, b: Path) -> bool:
    return len(a) <= len(b) and b[: len(a)] == a


def covers(a: Rows | None, b: Rows | None) -> bool:
    """Every row of ``b`` is surely in ``a``. One of several elements never covers another pass's element."""
    if not a or not b:
        return False
    return all(any(s == source and _prefix(path, p) and not _varies(path) for s, path in a) for source, p in b)


def _varies(path: Path) -> bool:
    return any(part == "any" for _, part in path)


def intersects(a: Rows | None, b: Rows | None) -> bool:
    """Some rows are surely in both: an atom of one lies inside an atom of the other."""
    if not a or not b:
        return False
    return any(s == t and (_prefix(p, q) or _prefix(q, p)) for s, p in a for t, q in b)


def inside(a: Rows | None, b: Rows | None) -> bool:
    """``a`` is a part of ``b``, and not all of it."""
    return a != b and covers(b, a)


def reaches(a: Rows | None, b: Rows | None) -> bool:
    """Some whole atom of ``a`` is surely in ``b``."""
    return any(covers(b, frozenset((atom,))) for atom in a or ())


def disjoint(a: Rows | None, b: Rows | None) -> bool:
    """No row is in both, provably: other sources, or siblings of one split."""
    if not a or not b:
        return False
    return all(s != t or _siblings(p, q) for s, p in a for t, q in b)


def siblings(a: Rows | None, b: Rows | None) -> Step | None:
    """The step of ``b`` at which ``a`` took another part of the same split, if there is one.

    Only the path decides, not the source: arrays cut by one split call are aligned. Of several steps the one
    counts up to which two atoms went the same way longest, atoms of one source first.
    """
    best: tuple[bool, int] = (False, -1)
    found: Step | None = None
    for s, p in ordered(a):
        for t, q in ordered(b):
            step = _sibling_step(p, q)
            nearness = (s == t, _common(p, q))
            if step is not None and nearness > best:
                best, found = nearness, step
    return found


def _common(p: Path, q: Path) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(p, q, strict=False)))


def ordered(rows: Rows | None) -> list[Atom]:
    """The atoms in the same order on every run: split ids themselves have none."""
    return sorted(rows or (), key=lambda atom: (atom[0], len(atom[1]), [part for _, part in atom[1]]))


def extension(base: Rows | None, part: Rows | None) -> Path | None:
    """The steps by which ``part`` was taken from ``base``; None if it was not, or in several ways."""
    found: set[Path] = set()
    for source, path in part or ():
        found.update(path[len(p) :] for s, p in base or () if s == source and _prefix(p, path))
    return found.pop() if len(found) == 1 else None


def extend(rows: Rows | None, steps: Path | None) -> Rows | None:
    """The part of these rows that the steps take; unknown if the steps are."""
    if rows is None or steps is None or any(len(p) + len(steps) > MAX_DEPTH for _, p in rows):
        return None
    return frozenset((source, (*path, *steps)) for source, path in rows)


def sources(rows: Rows | None) -> frozenset[int]:
    """The reads, generators and parameters that the rows come from."""
    return frozenset(source for source, _ in rows or ())


def parts(rows: Rows | None) -> frozenset[str]:
    """All part names on the paths."""
    return frozenset(part for _, path in rows or () for _, part in path)


def splits(rows: Rows | None) -> frozenset[object]:
    """All split ids on the paths."""
    return frozenset(split for _, path in rows or () for split, _ in path)


def beside(rows: Rows | None, part: str) -> Rows | None:
    """The rows of which these are all such parts; None if they are not."""
    if not rows or any(not path or path[-1][1] != part for _, path in rows):
        return None
    return frozenset((source, path[:-1]) for source, path in rows)


def regrouped(rows: Rows | None, group: str) -> Rows | None:
    """The same rows of all groups together: ``group`` names the steps that took each of them."""
    if rows is None:
        return None
    return frozenset((s, tuple(one for one in path if not _is_group(one, group))) for s, path in rows)


def _is_group(step: Step, group: str) -> bool:
    return isinstance(step[0], tuple) and step[0][0] == group


def gathered(rows: Rows | None, partly: object = None) -> Rows | None:
    """The rows of a container with one entry per element of some rows; ``partly``: only for some of them."""
    if not rows:
        return rows
    out = set()
    for source, path in rows:
        at = next(
            (
                i
                for i, (split, part) in enumerate(path)
                if part == "any" and isinstance(split, tuple) and split[0] == "element"
            ),
            None,
        )
        if at is None:
            return rows
        out.add((source, path[:at]))
    return step(frozenset(out), ("subset", partly), "part") if partly is not None else frozenset(out)
