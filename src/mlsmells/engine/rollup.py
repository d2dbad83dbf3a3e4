"""Findings of one cause told once: the first stands for the others, which stay in its trace and in its fix.

It happens last, when suppressions have been judged place by place, and never where fixes are applied: each place
is repaired, or refused, by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mlsmells.core import Fix, cut_path
from mlsmells.engine import registry
from mlsmells.engine.located import Located, Step

# Places of a file, and files, that are named in the message; places in the trace.
NAMED = 2
NAMED_FILES = 1
TRACED = 20
Key = tuple[str, int]
Names = Callable[[list[Located]], str]


def in_file(found: Iterable[Located]) -> list[Located]:
    """The findings of one file: those of a rule that speaks once per file become one."""
    return _rolled(list(found), lambda at: registry.by_code()[at.finding.code].rolls_up, _lines)


def in_project(found: Iterable[Located], *, teaching: bool) -> list[Located]:
    """The findings of a project: those of a rule whose cause lies in the project become one.

    Material for teaching is read lesson by lesson; there two are as good as one.
    """

    def least(at: Located) -> int:
        most = registry.by_code()[at.finding.code].rolls_up_files
        return min(most, 2) if teaching else most

    return _rolled(list(found), least, _files)


def _rolled(found: list[Located], least: Callable[[Located], int], names: Names) -> list[Located]:
    groups: dict[Key, list[Located]] = {}
    for at in found:
        groups.setdefault(_key(at), []).append(at)
    return list(_told(found, groups, least, names))


def _key(at: Located) -> Key:
    return at.finding.code, at.finding.severity


def _told(
    found: list[Located],
    groups: dict[Key, list[Located]],
    least: Callable[[Located], int],
    names: Names,
) -> Iterator[Located]:
    for at in found:
        first, *others = groups[_key(at)]
        if not 0 < least(at) <= 1 + len(others):
            yield at
        elif at is first:
            yield _together(first, others, names)


def _together(first: Located, others: list[Located], names: Names) -> Located:
    message = f"{first.finding.message} (and {len(others)} more: {names(others)})"
    finding = replace(first.finding, message=message, fix=_fix([first, *others]))
    steps = first.steps + tuple(_step(at) for at in others if at.path == first.path)[:TRACED]
    return replace(first, finding=finding, steps=steps, places=(first, *others))


def _lines(others: list[Located]) -> str:
    return _listed([_line(at) for at in others], NAMED)


def _files(others: list[Located]) -> str:
    return _listed([cut_path(at.path, 30) for at in others], NAMED_FILES)


def _listed(places: list[str], most: int) -> str:
    names = list(dict.fromkeys(places))
    return ", ".join(names[:most]) + (" ..." if len(names) > most else "")


def _line(at: Located) -> str:
    return f"line {at.line}" if at.cell is None else f"cell {at.cell} line {at.line}"


def _step(at: Located) -> Step:
    """Where the same is once more: the finding's own line, with what its own trace says last."""
    own = next((step for step in at.steps if (step.at.line, step.at.cell) == (at.line, at.cell)), None)
    return own or Step("the same again", next(line for line in at.frame if line.line == at.line))


def _fix(places: list[Located]) -> Fix | None:
    """What mends all places that can be mended; safe only if each of them is."""
    fixes = [at.finding.fix for at in places if at.finding.fix is not None and at.path == places[0].path]
    if not fixes:
        return None
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    places_said = f" (in {len(fixes)} places)" if len(fixes) > 1 else ""
    return replace(fixes[0], description=fixes[0].description + places_said, edits=edits,
                   safe=all(fix.safe for fix in fixes))  # fmt: skip
