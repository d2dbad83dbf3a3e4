"""The order of a set, or `hash()` of a text, decides an index, a column order or a bucket.

Python draws a new secret for the hash of texts at every start of the interpreter. The classes
then get other numbers in the next run, and a saved model no longer fits its labels, with no
error to show for it.

Bad:
    import pandas as pd
    names = set(pd.read_csv("train.csv")["label"])
    index = {name: i for i, name in enumerate(names)}
Good:
    import pandas as pd
    names = set(pd.read_csv("train.csv")["label"])
    index = {name: i for i, name in enumerate(sorted(names))}
Silent on:
    `sorted()` around the set; membership, size, union, sum, minimum and maximum; pandas' `unique()`,
    which keeps the order of appearance; `hash()` of a number; a hash used as a key only
Source: https://docs.python.org/3/reference/datamodel.html#object.__hash__
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, Severity
from mlsmells.facts import Effect, Facts, sorting
from mlsmells.rules.reproducibility._accidental_order import told, uses

RULE = Rule(
    __name__,
    code="MLS206",
    once=True,
    severity=Severity.ERROR,
    message="{use} at {place} depends on {source}, which differs from run to run - {remedy}",
)
# The order is taken in another module, which puts it to no such use itself.
ELSEWHERE = "{use} depends on {source} taken at {home}, which differs from run to run - {remedy}"
USES = {
    "label-map": "the numbering",
    "columns": "the order of the columns",
    "bucket": "the bucket",
    "seed": "the seed",
    "write": "the order of what is saved",
    "dataset": "the order of the training rows",
    "split": "the split",
    "concat": "the order of the rows",
    "slice": "the selection",
}
# What it depends on, and what to do.
SOURCES = {
    "hash": ("hash() of a text", "use hashlib instead"),
    "set-order": ("the order of a set", "sort the set first"),
}
# Here the elements are texts as a rule; elsewhere only a set that surely holds texts counts.
OF_NAMES = ("label-map", "columns")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Sets and hashes whose accidental order reaches a place where it matters; each once."""
    for use in uses(facts, USES, "set-order", "hash"):
        effect = use.effect
        if use.how in OF_NAMES or effect.note == "texts":
            source, remedy = SOURCES[effect.kind]
            # Small whole numbers hash to themselves: the order is odd, but the same each time.
            severity = Severity.INFO if effect.note == "numbers" else None
            fix = _fix(effect)
            words = {"source": source, "remedy": remedy, "severity": severity}
            yield told(RULE, facts, use, USES, "order taken from a set", fix, elsewhere=ELSEWHERE, **words)


def _fix(effect: Effect) -> Fix | None:
    if effect.kind == "hash":
        return None
    # sorted() fails on elements that cannot be compared, such as a text beside a None.
    safe = effect.note in ("texts", "numbers")
    why = "" if safe else "the elements must be of one kind to be sorted"
    return Fix("sort the set", sorting(effect), safe=safe, why=why)
