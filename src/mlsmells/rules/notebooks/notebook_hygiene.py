"""A notebook holds leftovers that keep its reader from trusting or following it.

Saved errors, cells that never ran, cells as long as a module, code in comments, a
notebook without a sentence or a name: none of it changes a result, all of it hides
what was done. A matter of taste and of the notebook's age, so the rule is off by default.

Bad:
    # Untitled3.ipynb, In [1], with "NameError: name 'rows' is not defined" saved below it
    print(rows)
Good:
    # churn_by_age.ipynb, In [1]
    rows = [1, 2]
    print(rows)
Silent on:
    notebooks without counts and outputs (stripped); errors and cells tagged
    raises-exception, skip-execution or scratch; cells of up to 60 lines; up to 20 lines of
    commented-out code; prose in comments; notebooks of fewer than eight cells without text
Source: https://doi.org/10.1371/journal.pcbi.1007007
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, hygiene

RULE = Rule(
    __name__,
    code="MLS410",
    severity=Severity.INFO,
    message="{what} - {remedy}",
    default_on=False,
    needs_events=False,
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Every smell of a notebook where it begins."""
    for smell in hygiene.smells(facts.source):
        yield RULE.at(smell.line, what=smell.what, remedy=smell.remedy)
