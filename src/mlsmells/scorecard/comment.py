"""The scorecard as Markdown: a comment for a pull request, below the 65,536 characters that one takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mlsmells.core.words import counted
from mlsmells.report.concise import LEVELS, place
from mlsmells.report.markdown import LIMIT, code, plain
from mlsmells.scorecard.fixes import next_fixes
from mlsmells.scorecard.judging import PracticeState, State, totals
from mlsmells.scorecard.page import More, rank
from mlsmells.scorecard.table import why
from mlsmells.scorecard.timeline import said

if TYPE_CHECKING:
    from mlsmells.config import PracticeMap
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

TAIL = 200  # characters kept for the line that says what is left out
FIRST = 10  # of a list, before the findings
SHOWN = (State.BROKEN, State.OPEN, State.KEPT, State.ATTESTED)


def markdown(
    run: ProjectResult, states: Sequence[PracticeState], practices: PracticeMap, *, name: str,
    paths: Sequence[str] = (), more: More | None = None,
) -> str:  # fmt: skip
    """Totals, what changed, the next fixes, the practices, then as many findings as there is room for."""
    more = more or More()
    parts = (_head(run, states, name), _changes(more), _trend(more), _fixes(run, paths), _practices(states))
    lines = [line for part in parts for line in part]
    return _with_findings("\n".join(lines) + "\n", sorted(run.findings, key=rank))


def _head(run: ProjectResult, states: Sequence[PracticeState], name: str) -> Iterator[str]:
    yield f"### mlsmells scorecard: {plain(name)}"
    yield ""
    notes = f", {counted(run.hidden, 'note')} not listed" if run.hidden else ""
    broken = f", {counted(len(run.errors), 'file')} not analysed" if run.errors else ""
    yield f"{counted(len(run.findings), 'finding')} in {counted(len(run.files), 'file')}{notes}{broken}"
    yield ""
    yield f"Practices: {totals(states)}"


def _changes(more: More) -> Iterator[str]:
    if more.change is None:
        return
    new, gone = more.change.new, more.change.gone
    yield ""
    yield f"Since the accepted state: {len(new)} new, {len(gone)} gone, {more.change.still} still there"
    yield ""
    yield from (f"- new: {_named(at)}" for at in sorted(new, key=rank)[:FIRST])
    yield from (f"- gone: {key.code} {code(key.path)}" for key in gone[:FIRST])


def _trend(more: More) -> Iterator[str]:
    if more.trend:
        first, last = more.trend[0], more.trend[-1]
        yield ""
        yield f"Over {counted(len(more.trend), 'commit')}: {said(first)} on {first.day}, {said(last)} on {last.day}"


def _fixes(run: ProjectResult, paths: Sequence[str]) -> Iterator[str]:
    fixes = next_fixes(sorted(run.findings, key=rank), paths)
    if not fixes:
        return
    yield ""
    yield "**The most valuable next fixes**"
    yield ""
    for number, fix in enumerate(fixes, 1):
        cost = f" In an experiment it cost: {plain(fix.cost.quote)}." if fix.cost is not None else ""
        where = f"{counted(fix.places, 'place')} in {counted(fix.files, 'file')}"
        yield f"{number}. {fix.code} {plain(fix.name)}, {where}: {code(fix.command)}.{cost}"


def _practices(states: Sequence[PracticeState]) -> Iterator[str]:
    ranked = sorted((one for one in states if one.state in SHOWN), key=lambda one: SHOWN.index(one.state))
    if not ranked:
        return
    yield ""
    yield "| state | practice | because |"
    yield "|---|---|---|"
    yield from (f"| {one.state.value} | {plain(one.practice.title)} | {plain(why(one))} |" for one in ranked)


def _with_findings(text: str, found: Sequence[Located]) -> str:
    if len(text) > LIMIT - TAIL:  # a map of thousands of practices
        text = text[: LIMIT - TAIL].rpartition("\n")[0] + "\n"
    elif found:
        text += "\n<details><summary>Findings</summary>\n\n| where | level | rule | what |\n|---|---|---|---|\n"
    shown, end = 0, "\n</details>\n" if found and "<details>" in text else ""
    for row in (_row(at) for at in found):
        if len(text) + len(row) > LIMIT - TAIL - len(end):
            break
        text += row
        shown += 1
    left = len(found) - shown
    return text + end + (f"\n{left} more: run `mlsmells check`\n" if left else "")


def _row(at: Located) -> str:
    marked = " (accepted)" if at.accepted else ""
    cells = (code(f"{at.path}:{place(at)}"), LEVELS[at.finding.severity], at.finding.code, plain(at.finding.message))
    return f"| {' | '.join(cells)}{marked} |\n"


def _named(at: Located) -> str:
    return f"{LEVELS[at.finding.severity]} {at.finding.code} {code(f'{at.path}:{place(at)}')}"
