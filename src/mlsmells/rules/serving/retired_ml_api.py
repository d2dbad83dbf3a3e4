"""A call asks for what the library no longer has.

Libraries rename arguments, move modules and take functions out. The program then stops with an ImportError, an
AttributeError or a TypeError on the first machine where the newer version is installed: at a colleague's, in the image
that is built anew, a year later. Move to the present interface, or pin the version the code was written for.

Bad:
    import numpy as np
    from sklearn.metrics import mean_squared_error
    y, p = np.array([1.0, 2.0]), np.array([1.5, 2.0])
    print(mean_squared_error(y, p, squared=False))
Good:
    import numpy as np
    from sklearn.metrics import root_mean_squared_error
    y, p = np.array([1.0, 2.0]), np.array([1.5, 2.0])
    print(root_mean_squared_error(y, p))
Silent on:
    projects whose requirement files ask for a version that still has it, or for a Python on which no later one runs;
    code for Python 2; `try` with another way, and questions for the version; what the program puts back itself
    (`np.float = float`); methods of objects that are not known to be tables. What is only deprecated is a note. What
    one library lost is one finding: moving to its present version, or pinning the old one, mends all of it
Source: https://scikit-learn.org/stable/whats_new.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, before_pandas_3, is_python_2, retired

RULE = Rule(
    __name__,
    code="MLS616",
    habit=0,
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="{written} was removed in {library} {version} - {advice}",
)
DEPRECATED = "{written} is deprecated since {library} {version} and will go - {advice}"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Every use; those of one library are one finding."""
    for use in retired.uses(facts):
        if is_python_2(facts):
            return
        entry = use.entry
        gone = entry.removed != "" and not retired.is_out_of_reach(facts, entry.package, entry.removed)
        if not gone and (not entry.since or retired.is_out_of_reach(facts, entry.package, entry.since)):
            continue
        noted = not gone or (entry.package == "pandas" and entry.removed == "3.0" and before_pandas_3(facts))
        yield RULE.at(
            use.node,
            message="" if gone else DEPRECATED,
            severity=Severity.INFO if noted else None,
            cause=entry.title,
            fix=_fix(use),
            written=use.written,
            library=entry.title,
            version=entry.removed if gone else entry.since,
            advice=_advice(entry.use),
        )


def _advice(use: str) -> str:
    _, nothing, why = use.partition("nothing")
    return f"leave it out{why}" if nothing else f"use {use}"


def _fix(use: retired.Use) -> Fix | None:
    """The other name, where it means the same and can be written in the same way."""
    if not use.entry.same or not isinstance(use.node, ast.Attribute):
        return None
    library, _, last = use.entry.use.rpartition(".")
    if library and library != use.entry.name.rpartition(".")[0]:
        return None
    text = f"{ast.unparse(use.node.value)}.{last}" if library else last
    return Fix(f"write {text}", (ReplaceExpression(Span.of(use.node), text),), safe=True)
