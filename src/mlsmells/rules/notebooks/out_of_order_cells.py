"""A cell ran before a cell above it whose result it uses.

The saved results then belong to an order of execution that nobody can see or
repeat: a reader who runs the notebook from the top gets other numbers, or an
error.

Bad:
    # In [1]
    scores = [0.7, 0.9]
    # In [4]
    scores = [score / 2 for score in scores]
    # In [3]
    print(max(scores))
Good:
    # In [1]
    scores = [0.7, 0.9]
    # In [2]
    scores = [score / 2 for score in scores]
    # In [3]
    print(max(scores))
Silent on:
    cells that were run again and whose effect no cell read before: imports, pictures, tables
    that are only shown, comments; conversions (`df["day"] = pd.to_datetime(df["day"])`, `X = df.values`) that may
    have run before; notebooks without execution counts (outputs stripped); gaps in the counts and
    counts that do not begin at 1; equal counts, which tools write; empty cells; cells
    tagged scratch, skip-execution or raises-exception. Saved output without a count is a note; so are counts that
    occur twice, as they are of two sessions, cells that only draw or show, or give to others what is only drawn or
    shown, and not fitted, scored or written; and what a cell above did again unchanged: it read the same file, defined
    the same function, worked out the same from what nobody had touched
Source: https://arxiv.org/abs/1906.05234
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, TraceStep, counted
from mlsmells.facts import Facts, kernel, too_early

RULE = Rule(
    __name__,
    code="MLS401",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="{what} - restart the kernel and run all cells",
    needs_events=False,
)
# Cells shown in the trace; a notebook that was never run in order has hundreds.
SHOWN = 10
# So many say that the run as a whole was not that of the notebook, whatever each of them does.
MANY = 10


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per notebook (in a project per folder of them): the worst cell that ran too early, or a note."""
    ran = kernel.run_order(facts.source)
    early = too_early(facts.source, ran.ran)
    stale = early if len(early) >= MANY else [e for e in early if e.weight]
    if early:
        told = stale or early
        cell, giver, name, _ = max(told, key=lambda e: e.weight)
        what = f"this cell ran ([{cell.number}]) before cell {giver.cell} above it set '{name}' ([{giver.number}])"
        if len(told) > 1:
            what += f", and {counted(len(told) - 1, 'more cell')} ran too early"
        steps = [
            TraceStep(e.cell.line, f"[{e.cell.number}] uses '{e.name}' of cell {e.source.cell}, [{e.source.number}]")
            for e in sorted(told, key=lambda e: -e.weight)[:SHOWN]
        ]
        sure = bool(stale) and not ran.mixed
        yield RULE.at(cell.line, what=what, trace=steps, severity=None if sure else Severity.INFO, cause=_folder(facts))
    elif ran.ran and ran.uncounted:
        first = ran.uncounted[0]
        what = "this cell has saved output but no execution count, so nobody knows when it ran"
        yield RULE.at(first.line, what=what, severity=Severity.INFO)


def _folder(facts: Facts) -> str:
    return facts.source.path.rpartition("/")[0] or "."
