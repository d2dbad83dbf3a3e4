"""A suppression names a rule that has nothing to report there.

The mistake it once excused is gone, or the comment sits on the wrong line. Left in place it hides
the next finding of that rule on this line from everybody who reads the code in good faith. With
`require_reason: true` in the configuration, a suppression that does not say why is reported as well.

Bad:
    import pandas as pd

    table = pd.DataFrame({"a": [1, 2]})  # noqa: MLS102
Good:
    import pandas as pd

    table = pd.DataFrame({"a": [1, 2]})
Silent on:
    a bare `# noqa` and the codes of other tools; codes of rules that are switched off, and of project
    rules, which do not run for every file; a comment inside a string.
Source: https://docs.astral.sh/ruff/rules/unused-noqa/
"""

from __future__ import annotations

from mlsmells.core import Rule, Severity

# The engine raises it: only after all rules have run is it known what a comment suppressed.
RULE = Rule(
    __name__,
    code="MLS001",
    severity=Severity.WARNING,
    message="{what} suppresses nothing - remove it",
    silent_roles=frozenset(),
)
