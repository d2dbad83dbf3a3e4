"""A question of the template has not been answered, or a placeholder has not been filled in.

`X %`, `TBD` and "Describe the …" look like a document and say nothing. Whoever reads on takes the rest for as
unfinished.

Bad:
    # Success criteria: improve recall by X%
Good:
    # Success criteria: improve recall by 5 points
Silent on:
    template files; code blocks and comments; quoted examples, and those that are called bad, fair or good; questions
    that are answered below
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, counted
from mlsmells.facts import Project, placeholders
from mlsmells.rules.project._designs import designs, level

RULE = Rule(
    __name__,
    code="MLS917",
    severity=Severity.WARNING,
    scope="project",
    message='"{text}" is still to be filled in{more} - write it, or say n/a and why',
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per document, at the first."""
    for document, _ in designs(project, RULE):
        left = list(placeholders.placeholders(document))
        if left:
            lines = ", ".join(str(one.line) for one in left[1:6])
            more = f" (and {counted(len(left) - 1, 'more place')}: line {lines})" if left[1:] else ""
            yield RULE.at(left[0].line, text=left[0].text, more=more, severity=level(document), file=document.path)
