"""Training data comes from a query without a bound in time.

Tomorrow the table has other rows, and the same code trains another model; nobody can say on which rows
the old one was trained. Ask for a fixed period, a snapshot or a version, or keep what the query gave.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_sql("SELECT * FROM orders", connection)
    model = LinearRegression().fit(df[["price"]], df["sold"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_sql("SELECT price, sold FROM orders WHERE day < '2024-07-01'", connection)
    model = LinearRegression().fit(df[["price"]], df["sold"])
Silent on:
    a condition on a date, a partition or a version; ``AS OF``, ``FOR SYSTEM_TIME``, ``VERSION``; a table with a
    date or version in its name; queries with parameters, or put together at run time; rows that are also
    written to a file; SQLite and DuckDB, whose tables are files; data that no model learns from. ``SELECT *``
    with a bound is shown on request only (`--pedantic`)
Source: https://cloud.google.com/bigquery/docs/time-travel
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, cut, regex
from mlsmells.facts import Facts, Read, Write, learning, strings

RULE = Rule(
    __name__,
    code="MLS306",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    message="training reads {query}, which {how} - {remedy}",
)
# What to do, where it changes the rows, or the columns alone.
BOUND, NAME = "bound it by date, or read a snapshot", "name the columns"
# Databases that are files: whether those have a version is another rule's question.
_FILES = regex(r"sqlite|duckdb|:memory:", re.IGNORECASE)
_QUERY = regex(r"\s*(?:--[^\n]*\n\s*)*(?:select|with)\b", re.IGNORECASE)
_TABLE = regex(r"[\w.`\"\[\]-]+")
_STAR = regex(r"select\s+(?:distinct\s+)?(?:\w+\.)?\*", re.IGNORECASE)
_BOUND = regex(
    r"""\bas\s+of\b | \bfor\s+(?:system_time|system_version|version|timestamp)\b | \b(?:version|timestamp)\s+as\b
      | \b(?:where|and|on)\b.*?(?:date|time|_at\b|\bts\b|\bds\b|\bdt\b|day|week|month|quarter|year|partition
        |snapshot|version|batch|run_id|\blsn\b|epoch) | (?:where|and)\b.*?'\d{4}-\d\d""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_DATED = regex(r"(?:19|20)\d\d(?:[-_]?\d\d)|_v\d+\b|snapshot|frozen|archive", re.IGNORECASE)


@RULE.on(Read)
def check(read: Read, facts: Facts) -> Iterator[Finding]:
    """Queries whose text is known and whose rows a model learns from."""
    text = read.path
    if "query" not in read.tags or text is None or strings.HOLE in text or not read.arg("params").absent_or(None):
        return
    how, certain = _problem(text, table="table" in read.tags)
    if not how or facts.says(_FILES):
        return
    fit = learning.learned_from(facts, read.out)
    if fit is None or _is_kept(facts, read):
        return
    yield RULE.at(
        read,
        query=f"'{cut(text, 48)}'",
        how=how,
        remedy=BOUND if certain else NAME,
        confidence=None if certain else Confidence.LOW,
        trace=[(read, "queried"), (fit, "learned from")],
    )


def _problem(text: str, *, table: bool) -> tuple[str, bool]:
    """What the query leaves open; whether that changes the rows, not the columns alone."""
    if _DATED.search(text) or not (table or _QUERY.match(text) or _TABLE.fullmatch(text)):
        return "", False
    star = _STAR.search(text) is not None
    if not _BOUND.search(text):
        return f"returns other {'rows and columns' if star or table else 'rows'} tomorrow", True
    return ("may return other columns tomorrow", False) if star else ("", False)


def _is_kept(facts: Facts, read: Read) -> bool:
    """The rows are also written: what the query gave can be looked up."""
    mine = learning.sources(read.out)
    return any(write.what == "data" and mine & learning.sources(write.value) for write in facts.of(Write))
