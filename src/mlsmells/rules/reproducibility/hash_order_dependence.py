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
    `sorted()` around the set; counters that only count; membership, size, union, sum, minimum and maximum;
    pandas' `unique()`, which keeps the order of appearance; `hash()` of a number or of a numbered key, sets of whole
    numbers; a hash used as a key only.
    A warning where rows, a seed or the order of a file follow it, and where the numbering goes along with the model in
    one object. A note in a function that draws a picture, where the elements are numbered keys (`df["user_id"]`) as it
    seems, and in a notebook that saves nothing
Source: https://docs.python.org/3/reference/datamodel.html#object.__hash__
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, Severity
from mlsmells.facts import Effect, Facts, OrderUse, called_as, every_node, integers, sorting, training
from mlsmells.rules.reproducibility._accidental_order import told, uses
from mlsmells.rules.reproducibility._outlives import goes_with_model, is_for_picture, outlives_run

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
# What hands on the order as it is.
_AS_IS = ("enumerate", "iter", "list", "tuple")
# What it depends on, and what to do.
SOURCES = {
    "hash": ("hash() of a text", "use hashlib instead"),
    "set-order": ("the order of a set", "sort the set first"),
}
# Here the elements are texts as a rule; elsewhere only a set that surely holds texts counts.
OF_NAMES = ("label-map", "columns")
# What a saved model or another process must agree with; the rest makes other results, and all of them fit.
FITS = ("label-map", "columns", "bucket")

_FITS = frozenset("fit fit_transform partial_fit fit_generator train".split())


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Sets and hashes whose accidental order reaches a place where it matters; each once."""
    for use in uses(facts, USES, "set-order", "hash"):
        effect = use.effect
        if effect.note == "numbers" or _holds_numbers(facts, effect):
            continue  # a whole number is its own hash: the order is odd, but the same each time
        if use.how in OF_NAMES or effect.note in ("texts", "columns") or use.how in ("bucket", "seed"):
            source, remedy = SOURCES[effect.kind]
            severity = _severity(facts, use)
            fix = _fix(effect)
            words = {"source": source, "remedy": remedy, "severity": severity, "cause": _set(effect)}
            began = "hashed" if effect.kind == "hash" else "order taken from a set"
            yield told(RULE, facts, use, USES, began, fix, elsewhere=ELSEWHERE, **words)


def _holds_numbers(facts: Facts, effect: Effect) -> bool:
    """The set was filled one by one, with whole numbers alone."""
    name = _set(effect)
    if effect.kind != "set-order" or not name or facts.home_of(effect.node):
        return False
    return integers.is_filled_with_integers(training.scope_of(facts, effect.node), name)


def _severity(facts: Facts, use: OrderUse) -> Severity | None:
    """An error where another run, or another process, must come to the same; None is that."""
    if use.effect.note == "keys" or not outlives_run(facts) or is_for_picture(facts, use):
        return Severity.INFO
    if use.how not in FITS:
        return Severity.WARNING
    if goes_with_model(facts, use, _set(use.effect)):
        return Severity.INFO if use.how == "label-map" and _is_after_training(facts, use) else Severity.WARNING
    return None


def _is_after_training(facts: Facts, use: OrderUse) -> bool:
    """The model has been trained without these numbers: they are only kept beside it."""
    for function in facts.nodes:
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inside = every_node(function)
            if any(node is use.node for node in inside):
                fits = [n.lineno for n in inside if isinstance(n, ast.Call) and called_as(n.func) in _FITS]
                return bool(fits) and max(fits) < use.line
    return False


def _set(effect: Effect) -> str:
    """The set by its name: sorted where it is made, it mends all uses."""
    node = effect.node
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _AS_IS and node.args:
        node = node.args[0]
    return node.id if isinstance(node, ast.Name) else ""


def _fix(effect: Effect) -> Fix | None:
    if effect.kind == "hash":
        return None
    # sorted() fails on elements that cannot be compared, such as a text beside a None.
    safe = effect.note in ("texts", "numbers")
    why = "" if safe else "the elements must be of one kind to be sorted"
    return Fix("sort the set", sorting(effect), safe=safe, why=why)
