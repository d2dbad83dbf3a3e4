"""Every error of a step of the pipeline is let pass without a word.

A file that cannot be read, a row that does not fit, a model that does not converge: with `except: pass` all of them are
one and the same, nothing. Rows are missing and nobody knows how many, or what follows uses what was there before.

Bad:
    import pandas as pd
    frames = []
    for name in ("a.csv", "b.csv"):
        try:
            frames.append(pd.read_csv(name))
        except Exception:
            continue
    rows = pd.concat(frames)
Good:
    import pandas as pd
    frames, failed = [], []
    for name in ("a.csv", "b.csv"):
        try:
            frames.append(pd.read_csv(name))
        except pd.errors.ParserError:
            failed.append(name)
    rows = pd.concat(frames)
    print("not read:", failed)
Silent on:
    errors that are named; handlers that log, count, print or raise; ways that are tried in turn; what no data goes
    through
Source: https://docs.python.org/3/tutorial/errors.html#handling-exceptions
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, called_as, hushed

RULE = Rule(
    __name__,
    code="MLS611",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="whatever goes wrong in {call}() passes without a word{rows} - name the error, and count what is lost",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Handlers that let every error of a step pass."""
    for found in hushed.swallowed(facts):
        call = called_as(getattr(found.step, "func", found.step)) or "this step"
        rows = ", and is missing in what follows" if found.rows else ""
        yield RULE.at(found.handler, call=call, rows=rows, trace=[(found.step, "may fail"), (found.handler, "hidden")])
