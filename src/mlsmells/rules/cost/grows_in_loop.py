"""An array or a table is copied whole in every pass of a loop to add a little to it.

`np.append`, `pd.concat` and `torch.cat` make a new array and copy everything into it. In a loop over n rows that is n²
copies: 10,000 rows take seconds, 100,000 take minutes. A list grows in place; join it once, after the loop.

Bad:
    import torch
    def outputs(model, loader):
        found = torch.empty(0)
        for x, _ in loader:
            found = torch.cat([found, model(x)])
        return found
Good:
    import torch
    def outputs(model, loader):
        found = []
        for x, _ in loader:
            found.append(model(x))
        return torch.cat(found)
Silent on:
    loops that need the whole in every pass (decoding, windows); a few passes: folds, seeds, epochs, columns, lists that
    are written down, short ranges. Where it is not known whether there are many, it is a note; so is one number for
    each row that `np.append` adds beside a batch of a network, a picture or a file that is read
Source: https://pandas.pydata.org/docs/user_guide/merging.html#concat
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, called_as, loops

RULE = Rule(
    __name__,
    code="MLS806",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="{name} is copied whole by {call}() in every pass of the loop - collect in a list, join it after the loop",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Joins of a variable with itself in a loop."""
    for found in loops.growing(facts):
        yield RULE.at(
            found.statement,
            name=found.name,
            call=called_as(found.call.func),
            severity=None if found.many else Severity.INFO,
            trace=[(found.loop, "in every pass")],
        )
