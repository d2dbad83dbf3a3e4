"""Records that cannot be read are thrown away or blanked, and nobody counts them.

One bad export, and half of the training data is gone without an error: lines that are skipped, bytes
that are replaced, text that becomes a missing number. Count what was lost, log it, or stop above a limit.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("sales.csv", on_bad_lines="skip")
    df["price"] = pd.to_numeric(df["price"], errors="coerce")
    df = df.dropna(subset=["price"])
    model = LinearRegression().fit(df[["price"]], df["sold"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("sales.csv")
    df["price"] = pd.to_numeric(df["price"], errors="coerce")
    print("unreadable prices:", df["price"].isna().sum())
    df = df.dropna(subset=["price"])
    model = LinearRegression().fit(df[["price"]], df["sold"])
Silent on:
    rows or missing values that are counted, described or asserted afterwards; converted values that are
    filled, which is a decision; a converted column that no model learns from; ``dropna`` with
    ``subset``, ``thresh`` or ``how="all"``, or where somebody looks at the size; data that no model learns from
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Coerced, Event, Facts, Filled, Read, RowsDropped, learning

RULE = Rule(
    __name__,
    code="MLS310",
    severity=Severity.INFO,
    message="{what} and nobody counts them - log or assert how many",
)
# Argument → the values that lose something, and what they do.
_LOSSES = {
    "on_bad_lines": (("skip", "warn"), "lines that cannot be read are skipped"),
    "error_bad_lines": ((False,), "lines that cannot be read are skipped"),
    "encoding_errors": (("ignore", "replace"), "bytes that cannot be decoded are lost"),
}


@RULE.on(Read)
def check_read(read: Read, facts: Facts) -> Iterator[Finding]:
    """Reads that go over bad lines, or over bytes of another encoding."""
    for name, (values, what) in _LOSSES.items():
        arg = read.arg(name)
        if any(arg.is_const(value) for value in values):
            fit = learning.learned_from(facts, read.out)
            if fit is not None and not learning.looked(facts, read, read.out):
                yield _finding(read, f"{what} ({name}={arg.const!r})", fit)


@RULE.on(Coerced)
def check_coerced(coerced: Coerced, facts: Facts) -> Iterator[Finding]:
    """Values that become missing in a column that a model learns from."""
    fit = next((e for e in learning.learnings(facts) if e.order > coerced.order and _uses(e, coerced)), None)
    if fit is None or learning.looked(facts, coerced, coerced.X) or _filled(facts, coerced):
        return
    call = coerced.name.rpartition(".")[2]
    yield _finding(coerced, f"values that {call}() cannot convert become missing", fit)


@RULE.on(RowsDropped)
def check_dropped(dropped: RowsDropped, facts: Facts) -> Iterator[Finding]:
    """Every row with any missing value goes, whatever column it is missing in."""
    X = dropped.X
    if X is None or X.kind != "frame" or not dropped.name.endswith("dropna") or dropped.unclear:
        return
    if X.columns is not None and X.columns.known is not None:
        return  # the columns were chosen: as good as a subset
    if not all(dropped.arg(name).absent_or(None) for name in ("subset", "thresh")):
        return
    if not dropped.arg("how").absent_or("any") or not dropped.arg("axis").absent_or(0, "index"):
        return
    fit = learning.learned_through(facts, dropped.node)
    if fit is not None and not learning.looked(facts, dropped, X, after=False):
        yield _finding(dropped, "rows with any missing value are dropped", fit)


def _uses(event: learning.Learning, coerced: Coerced) -> bool:
    """The model learns from the rows, and from the converted column as far as its columns are known."""
    X, column = event.X, coerced.X.column if coerced.X is not None else None
    if X is None or not learning.sources(X) & learning.sources(coerced.X):
        return False
    y = event.y
    return X.columns is None or column is None or X.columns.holds(column) or (y is not None and y.column == column)


def _filled(facts: Facts, coerced: Coerced) -> bool:
    """What could not be converted gets a value: somebody thought of it."""
    column = coerced.X.column if coerced.X is not None else None
    return any(
        e.order > coerced.order
        and e.X is not None
        and learning.sources(e.X) & learning.sources(coerced.X)
        and (e.X.column is None or column is None or e.X.column == column)
        for e in facts.of(Filled)
    )


def _finding(event: Event, what: str, fit: learning.Learning) -> Finding:
    return RULE.at(event, what=what, sure=True, trace=[(event, what), (fit, "learned from")])
