"""A metric goal that nobody can miss: it names no metric, or no number.

"Improve the model" is met by any change and refuted by none. A goal says which number moves from where to where, for
which cases, and what may not get worse in exchange.

Bad:
    # Metric goals: make the predictions better
Good:
    # Metric goals: recall of new accounts from 62 % to 75 %, without losing more than 2 points of precision
Silent on:
    goals in a table; examples that are called bad, fair or good; goals that are kept elsewhere and linked; goals that
    say why they have no number
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Project, goals
from mlsmells.rules.project._designs import designs, listed

RULE = Rule(
    __name__,
    code="MLS903",
    severity=Severity.INFO,
    scope="project",
    message='the metric goals ("{text}") name no {lacks}: nobody can say whether they are met - add it',
)
UNBOUNDED = 'the metric goal "{text}" does not say for which cases, or what may not get worse - add it'


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per document."""
    for document, _ in designs(project, RULE):
        for goal in goals.vague_goals(document):
            if goal.lacks:
                yield RULE.at(goal.line, text=goal.text, lacks=listed(goal.lacks), file=document.path)
            elif not goal.bounded:
                yield RULE.at(goal.line, message=UNBOUNDED, text=goal.text, file=document.path)
