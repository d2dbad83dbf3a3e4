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
    names and results that are saved (rows of numbers alone do not say where they belong);
    a mapping by file name; a counter that only counts; a mask that is found by its image's name;
    each file handled on its own; rows that are joined or looked up by a key, and so
    stand in the order of the other table, or in that of the groups; joined rows of which only the maximum, the
    mean, the number is taken or a picture drawn; files that only apply a model to rows, one by one;
    names that a shuffle without a seed has put in another order, and joined rows that are trained on in such an order.
    Joined rows that are looked at in other ways, and not learned from, divided, saved or returned, are a note
Source: https://docs.python.org/3/library/os.html#os.listdir
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, Severity
from mlsmells.facts import Facts, OrderUse, Split, random_orders, sorting
from mlsmells.rules.reproducibility._accidental_order import told, uses
from mlsmells.rules.reproducibility._applied_only import applies_only
from mlsmells.rules.reproducibility._joined_rows import left_to_others, only_reduced

RULE = Rule(
    __name__,
    code="MLS207",
    once=True,
    rolls_up=2,
    rolls_up_files=2,
    severity=Severity.WARNING,
    message="{call}() lists files in no fixed order, and {place} {use} - sort the listing",
)
# The listing stands in another module, which puts it to no such use itself.
ELSEWHERE = "{call}() at {home} lists files in no fixed order, and this {use} - sort the listing there"
USES = {
    "dataset": "trains on them in that order",
    "concat": "joins them in that order",
    "split": "splits them in that order",
    "label-map": "numbers them in that order",
    "slice": "takes the first of them",
    "zip": "pairs them with another listing",
    "write": "saves their rows in that order",
}
# Numbers without names: nothing tells afterwards which row came from which file.
_NAMELESS = ("array", "tensor")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Listings whose order reaches a place where it matters; each listing once."""
    for use in uses(facts, USES, "unsorted-listing"):
        if random_orders.random_order(facts, use.effect) or random_orders.trained_at_random(facts, use):
            continue
        if use.how == "write" and (not _is_rows(use) or applies_only(facts)):
            continue
        if use.how == "concat" and (applies_only(facts) or only_reduced(facts, use.node)):
            continue
        edits = sorting(use.effect)
        fix = Fix("sort the listing", edits, safe=True) if edits else None
        level = Severity.INFO if use.how == "concat" and not _goes_on(facts, use) else None
        words = {"call": use.effect.note, "cause": _copied(facts, use), "severity": level}
        yield told(RULE, facts, use, USES, "listed", fix, elsewhere=ELSEWHERE, **words)


def _goes_on(facts: Facts, use: OrderUse) -> bool:
    """Joined rows are learned from, divided, saved, or left to others; else they are only looked at."""
    begun = use.effect.node
    divided = (value for split in facts.everywhere(Split) if _by_place(split) for value in split.inputs)
    return (
        any(o.how != "concat" for o in facts.of(OrderUse) if o.effect.node is begun)
        or any(effect.node is begun for value in divided for effect in value.effects)
        or left_to_others(facts, use.node)
    )


def _by_place(split: Split) -> bool:
    """A condition chooses the same rows whatever comes first."""
    return split.kind != "mask" or split.drawn is not None


def _is_rows(use: OrderUse) -> bool:
    """Rows of data are saved, and not names or results, which say themselves where they belong."""
    return use.value is not None and use.value.kind in _NAMELESS and use.value.rows is not None


def _copied(facts: Facts, use: OrderUse) -> str:
    """The function and what it does: sibling scripts that hold it repeat one fault. Two of one file are two."""
    function = use.function.rpartition(".")[2]
    same = {id(o.effect.node) for o in facts.of(OrderUse) if o.function == use.function and o.how == use.how}
    return f"{use.how} in {function}" if function and function != "main" and len(same) == 1 else ""
