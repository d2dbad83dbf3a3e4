"""Results of parallel work are taken as they finish, and then matched by position with what stands in another order.

`as_completed` and `imap_unordered` give what is ready first. A list of such results has another
order than the jobs, and another one in the next run: put beside names, labels or a column of a
table, each result belongs to somebody else, and no error says so.

Bad:
    from multiprocessing import Pool
    import pandas as pd
    df = pd.read_csv("texts.csv")
    with Pool() as pool:
        df["length"] = list(pool.imap_unordered(len, df["text"]))
Good:
    from multiprocessing import Pool
    import pandas as pd
    df = pd.read_csv("texts.csv")
    with Pool() as pool:
        df["length"] = list(pool.imap(len, df["text"]))
Silent on:
    `map`, `imap` and futures asked in the order of the jobs; results kept by their key, in a slot of their own, or
    beside their key in a tuple or record; results that are sorted afterwards; labels that are collected in the same
    loop; sums and counts
Source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.as_completed
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, OrderUse
from mlsmells.rules.reproducibility._accidental_order import told, uses

RULE = Rule(
    __name__,
    code="MLS208",
    once=True,
    severity=Severity.WARNING,
    message="{call}() gives results in the order they finish, and {place} {use} - keep each with its key",
)
ELSEWHERE = "{call}() at {home} gives results in the order they finish, and this {use} - keep each with its key"
USES = {
    "zip": "matches them by position with another order",
    "write": "saves them without what they belong to",
}
# What is saved as one of these has no names for its rows.
_NAMELESS = ("array", "tensor")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Results in the order of their finishing that meet another order; each once."""
    seen: set[int] = set()
    for use in sorted(uses(facts, USES, "finish-order"), key=lambda use: use.how == "write"):
        if id(use.effect.node) in seen or _has_names(use):
            continue
        seen.add(id(use.effect.node))
        yield told(RULE, facts, use, USES, "in the order they finish", None, elsewhere=ELSEWHERE, call=use.effect.note)


def _has_names(use: OrderUse) -> bool:
    return use.how == "write" and (use.value is None or use.value.kind not in _NAMELESS)
