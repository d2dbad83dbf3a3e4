"""A cell uses a name that a clean run of the notebook does not have at that point.

It worked because the kernel remembered: a cell that ran later, was changed or was
deleted had bound the name. Whoever runs the notebook from the top gets an error,
or other values.

Bad:
    # In [1]
    import pandas as pd
    # In [2]
    print(customers.describe())
    # In [3]
    customers = pd.read_csv("customers.csv")
Good:
    # In [1]
    import pandas as pd
    # In [2]
    customers = pd.read_csv("customers.csv")
    # In [3]
    print(customers.describe())
Silent on:
    names bound in try, with, match, loops, by walrus or `global`; names in functions that
    are called later; star imports, `%run`, `%load`, `%pylab`, `%store -r`, exec and
    `globals()`; names that a magic binds (`%%capture out`, `%sql rows <<`); names of IPython
    and of hosted kernels; branches that do not run at the call at hand (`make("tree")` never comes to
    what `kind == "svm"` needs), or behind a flag that is off; reads inside
    `try … except NameError`; names that a cell which does not parse, or is in another language
    (`%%R`, `%sql`, `%r`, `%scala`), may bind; an error that the saved output already shows or
    the text announces. With low confidence only: cells that never ran in a notebook whose others
    did, or without a count whose saved output is an error, exercises, reads under a condition of a
    name that exists nowhere. What one cell lacks is told once; a single letter that stands by itself is a warning
Source: https://arxiv.org/abs/1906.05234
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, every_node, kernel, statements

RULE = Rule(
    __name__,
    code="MLS402",
    severity=Severity.ERROR,
    message="cell {cell} {uses} '{name}', which {what}{also}: a clean run fails or differs - {remedy}",
    needs_events=False,
)

SHOWN = 4


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Each name once, where a clean run would first miss it; those of a cell with each other's names."""
    found = kernel.notebook(facts.source).missing
    for missing in found:
        what, remedy = _what(facts, missing)
        confidence = _confidence(missing)
        others = [f"'{m.name}'" for m in found if m.cell == missing.cell and m is not missing]
        yield RULE.at(
            missing.node,
            cell=missing.cell,
            name=missing.name,
            uses="uses" if missing.inner is None else "calls a function that uses",
            what=what,
            also=f" (and it lacks {_listed(others)})" if others else "",
            severity=Severity.WARNING if _is_stray(facts, missing) else None,
            remedy=remedy,
            confidence=confidence,
            cause=f"cell {missing.cell} {confidence}",  # one order, or one deleted cell, is to blame
            trace=[
                (missing.deleted, f"'{missing.name}' deleted"),
                (missing.node, f"'{missing.name}' needed" if not missing.inner else "called"),
                (missing.inner, f"'{missing.name}' read"),
            ],
        )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _is_stray(facts: Facts, missing: kernel.Missing) -> bool:
    """A key that was hit by mistake: one letter stands by itself, and nothing comes of it."""
    if len(missing.name) > 1 or missing.inner is not None or missing.later is not None:
        return False
    return any(isinstance(n, ast.Expr) and n.value is missing.node for n in statements(facts.source.tree))


def _confidence(missing: kernel.Missing) -> Confidence:
    """A cell that others ran around, or that waits for its reader, hides nothing; a condition may never hold."""
    elsewhere = missing.later not in (None, missing.cell) or missing.deleted is not None
    if missing.evidence in ("not-run", "exercise", "failed") or not (missing.sure or elsewhere):
        return Confidence.LOW
    proven = elsewhere or missing.later is not None or missing.evidence == "run"
    return Confidence.HIGH if missing.sure and proven else Confidence.MEDIUM


def _what(facts: Facts, missing: kernel.Missing) -> tuple[str, str]:
    """What a clean run meets, and what to do."""
    if missing.deleted is not None:
        return "was deleted before", "define it again"
    if missing.later is not None:
        return f"is defined only {_where(facts, missing)}", "define it earlier"
    return "no cell defines any more", "define it"


def _where(facts: Facts, missing: kernel.Missing) -> str:
    if missing.later != missing.cell:
        return f"later, in cell {missing.later}"
    read = missing.inner or missing.node
    line = getattr(read, "lineno", 0)
    binding = (n for n in statements(facts.source.tree) if isinstance(n, (ast.Assign, ast.AugAssign, ast.AnnAssign)))
    own = [n for n in binding if n.lineno <= line <= (n.end_lineno or n.lineno)]
    if any(isinstance(n, ast.Name) and n.id == missing.name for a in own for t in _targets(a) for n in every_node(t)):
        return "by this very line"  # ``x = x + 1``
    return "further down in the same cell"


def _targets(node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]
