"""Files are taken in the order in which the file system happens to list them.

`os.listdir`, `glob` and `Path.iterdir` promise no order: it differs between machines, file
systems and sometimes between two runs. A data set, split or label list that is built from it
differs too, and a seeded shuffle on top does not help: it shuffles another list.

Bad:
    import glob
    import pandas as pd
    df = pd.concat([pd.read_csv(name) for name in glob.glob("data/*.csv")])
Good:
    import glob
    import pandas as pd
    df = pd.concat([pd.read_csv(name) for name in sorted(glob.glob("data/*.csv"))])
Silent on:
    a listing that is sorted before it is used; counting, deleting, testing for existence;
    a mapping by file name; each file handled on its own; rows that are joined or looked up by a key, and so
    stand in the order of the other table, or in that of the groups
Source: https://docs.python.org/3/library/os.html#os.listdir
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts.domain.events import OrderUse
from mlsmells.facts.observers.order import sorting

RULE = Rule(
    __name__,
    code="MLS207",
    severity=Severity.WARNING,
    message="{call} lists files in an order the file system chooses, and line {line} {use}",
)
# The listing stands in another module, which puts it to no such use itself.
ELSEWHERE = "{call} at {home} lists files in an order the file system chooses, and this {use}"
USES = {
    "dataset": "trains on them in that order",
    "concat": "joins them in that order",
    "split": "splits them in that order",
    "label-map": "numbers them in that order",
    "slice": "takes the first of them",
    "zip": "pairs them with another listing",
}


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Listings whose order reaches a place where it matters; each listing once."""
    seen: set[int] = set()
    for use in facts.of(OrderUse):
        effect = use.effect
        if effect.kind != "unsorted-listing" or use.how not in USES or id(effect.node) in seen:
            continue
        seen.add(id(effect.node))
        home = facts.home_of(effect.node)
        if not home:
            yield _here(use)
        elif not any(other.foreign and other.effect.node is effect.node for other in facts.everywhere(OrderUse)):
            yield RULE.at(use, message=ELSEWHERE, call=effect.note, home=home, use=USES[use.how],
                          confidence=Confidence.MEDIUM)  # fmt: skip


def _here(use: OrderUse) -> Finding:
    effect = use.effect
    edits = sorting(effect)
    return RULE.at(
        effect,
        call=effect.note,
        line=use.line,
        use=USES[use.how],
        confidence=Confidence.MEDIUM if effect.may else Confidence.HIGH,
        fix=Fix("sort the listing", edits, safe=True) if edits else None,
        trace=[TraceStep(effect.line, "listed"), TraceStep(use.line, USES[use.how])],
    )
