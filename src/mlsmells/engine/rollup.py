"""Findings of one cause told once: the first stands for the others, which stay in its trace and in its fix.

It happens last, when suppressions have been judged place by place, and never where fixes are applied: each place
is repaired, or refused, by itself. What spans files is told once where a whole project is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace

from mlsmells.core import Fix, cut_path
from mlsmells.core.rule import FILE
from mlsmells.engine import registry
from mlsmells.engine.located import Line, Located, Step
from mlsmells.knowledge.folders import is_retired
from mlsmells.sources.python import ASYNC, NEWER, PYTHON_2

# Places of a file, and files, that are named in the message; places in the trace.
NAMED = 2
NAMED_FILES = 1
TRACED = 20
Key = Callable[[Located], Hashable]
Names = Callable[[list[Located]], str]


def in_file(found: Iterable[Located]) -> list[Located]:
    """The findings of one file: those of a rule that speaks once per file, of one cause, and neighbours are one."""

    def least(at: Located) -> int:
        return registry.by_code()[at.finding.code].rolls_up or (2 if at.finding.cause else 0)

    def key(at: Located) -> Hashable:
        whole = registry.by_code()[at.finding.code].rolls_up
        return at.finding.code, at.finding.severity, "" if whole else at.finding.cause

    return told_with_others(_neighbours(rolled(found, key, least, _lines)))


def _neighbours(found: list[Located]) -> Iterator[Located]:
    """Lines that follow each other and are told in the same words, of a rule that rolls up, are one."""
    runs: list[list[Located]] = []
    last: dict[Hashable, list[Located]] = {}
    for at in found:
        key = (at.finding.code, at.finding.severity, at.finding.message, at.cell)
        run = last.get(key)
        if run is not None and registry.by_code()[at.finding.code].rolls_up and 0 <= at.line - run[-1].line <= 1:
            run.append(at)
        else:
            last[key] = [at]
            runs.append(last[key])
    for first, *others in runs:
        yield _together(first, others, _lines) if others else first


def in_project(found: Iterable[Located], *, teaching: bool) -> list[Located]:
    """The findings of project rules: those of a rule whose cause lies in the project become one.

    Material for teaching is read lesson by lesson; there two are as good as one.
    """

    def least(at: Located) -> int:
        most = registry.by_code()[at.finding.code].rolls_up_files
        return min(most, 2) if teaching else most

    return rolled(live_first(found), _cause, least, files_named)


def over_files(found: Iterable[Located]) -> list[Located]:
    """The findings that file rules have in a project: those of one cause become one."""

    def least(at: Located) -> int:
        rule = registry.by_code()[at.finding.code]
        return rule.rolls_up_files if at.finding.cause and rule.scope == FILE else 0

    return rolled(live_first(found), _cause, least, files_named)


def live_first(found: Iterable[Located]) -> list[Located]:
    """What is put aside stands for nothing else."""
    return sorted(found, key=lambda at: is_retired(at.path))


def told_with_others(found: Iterable[Located]) -> list[Located]:
    """Findings of a rule that name the cause of another rule's finding in their file become places of that."""
    found = list(found)
    rules = registry.by_code()
    guests = [at for at in found if at.finding.cause and at.finding.cause == rules[at.finding.code].told_with[1]]
    for guest in guests:
        code = rules[guest.finding.code].told_with[0]
        leaves = list(guest.places or (guest,))
        host = next((at for at in found if at.finding.code == code and _covers(at, leaves)), None)
        if host is not None:
            found.remove(guest)
            found[found.index(host)] = _together(host, [guest], _lines if not host.places else files_named)
    return found


def _covers(host: Located, leaves: list[Located]) -> bool:
    held = {at.path for at in host.places or (host,)}
    return host.finding.severity >= leaves[0].finding.severity and all(leaf.path in held for leaf in leaves)


def unread(errors: Iterable[Located], *, whole: bool) -> list[Located]:
    """What could not be analysed: the cells of a notebook are told once, in a project all of another Python too."""
    errors = list(errors)
    others = (PYTHON_2, ASYNC, NEWER)
    older = {at.path: said for at in errors for said in others if whole and said in at.finding.message}

    def key(at: Located) -> Hashable:
        return older.get(at.path) or (at.path, *(() if at.cell is not None else (at.line, at.finding.message)))

    def names(others: list[Located]) -> str:
        return _lines(others) if others[0].cell is not None else files_named(others)

    return rolled(errors, key, lambda at: 2, names)


def rolled(found: Iterable[Located], key: Key, least: Callable[[Located], int], names: Names) -> list[Located]:
    """Those that ``key`` holds for the same become one where there are at least so many of them."""
    groups: dict[Hashable, list[Located]] = {}
    found = list(found)
    for at in found:
        groups.setdefault(key(at), []).append(at)
    return list(_told(found, groups, key, least, names))


def _cause(at: Located) -> Hashable:
    return at.finding.code, at.finding.severity, at.finding.cause


def _told(
    found: list[Located],
    groups: dict[Hashable, list[Located]],
    key: Key,
    least: Callable[[Located], int],
    names: Names,
) -> Iterator[Located]:
    for at in found:
        first, *others = groups[key(at)]
        if not others or not 0 < least(at) <= 1 + len(others):
            yield at
        elif at is first:
            yield _together(first, others, names)


def _together(first: Located, others: list[Located], names: Names) -> Located:
    own, *more = [leaf for at in (first, *others) for leaf in at.places or (at,)]
    elsewhere = [leaf for leaf in more if leaf.path != own.path] or more
    message = f"{own.finding.message} (and {len(more)} more: {names(elsewhere)})"
    finding = replace(first.finding, message=message, fix=_fix([own, *more]))
    steps = first.steps + tuple(_step(at) for at in others if at.path == first.path)[:TRACED]
    return replace(first, finding=finding, steps=steps, places=(own, *more))


def part(at: Located, wanted: Callable[[Located], bool]) -> Located | None:
    """The finding with those of its places alone for which ``wanted`` holds; None when there is none."""
    leaves = at.places or (at,)
    kept = [leaf for leaf in leaves if wanted(leaf)]
    if not kept or len(kept) == len(leaves):
        return at if kept else None
    first, *others = kept
    one_file = len({leaf.path for leaf in kept}) == 1
    return _together(first, others, _lines if one_file else files_named) if others else first


def _lines(others: list[Located]) -> str:
    return _listed([_line(at) for at in others], NAMED)


def files_named(others: list[Located]) -> str:
    """The files of findings for which one stands."""
    return _listed([cut_path(at.path, 30) for at in others], NAMED_FILES)


def _listed(places: list[str], most: int) -> str:
    names = list(dict.fromkeys(places))
    return ", ".join(names[:most]) + (" ..." if len(names) > most else "")


def _line(at: Located) -> str:
    return f"line {at.line}" if at.cell is None else f"cell {at.cell} line {at.line}"


def _step(at: Located) -> Step:
    """Where the same is once more: the finding's own line, with what its own trace says last."""
    own = next((step for step in at.steps if (step.at.line, step.at.cell) == (at.line, at.cell)), None)
    bare = Line(at.line, at.cell, "", at.physical_line)  # of a notebook without code nothing is shown
    return own or Step("the same again", next((line for line in at.frame if line.line == at.line), bare))


def _fix(places: list[Located]) -> Fix | None:
    """What mends all places that can be mended; safe only if each of them is."""
    fixes = [at.finding.fix for at in places if at.finding.fix is not None and at.path == places[0].path]
    fixes = [fix for fix in fixes if not fix.refusal] or fixes[:1]
    if not fixes:
        return None
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    places_said = f" (in {len(fixes)} places)" if len(fixes) > 1 else ""
    return replace(fixes[0], description=fixes[0].description + places_said, edits=edits,
                   safe=all(fix.safe for fix in fixes))  # fmt: skip
