"""The design document promises what the code does not measure, build or bring to an end.

A metric goal whose metric no line computes cannot be met; a baseline that exists on paper alone compares nothing; a
timebox that has passed without a word on the outcome was none.

Bad:
    # design.md: raise recall from 60 % to 75 %; the code computes accuracy alone
Good:
    # design.md: raise recall from 60 % to 75 %; the code calls recall_score, or prints a classification_report
Silent on:
    metrics under another name that give the same number; metrics of the business, which no code of the project
    computes; projects without code that trains; hypotheses with a result, or an entry in the log. Days are counted by
    git's dates, up to the last commit
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project, measured
from mlsmells.rules.project._designs import designs

RULE = Rule(
    __name__,
    code="MLS918",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="the metric goals name {name}, and no code of the project computes it - compute it",
)
NO_BASELINE = "{name} is named as the baseline, and no code of the project has one - score it"
OVERDUE = 'the time for "{name}" was up on {day}, and nothing says how it went - write the outcome'


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Each promise once per document."""
    found = list(designs(project, RULE))
    code = measured.Code(project) if found else None
    for document, _ in found:
        if code is not None and code.is_known:
            for one in measured.not_computed(document, code):
                yield RULE.at(one.line, name=one.name, file=document.path)
            for one in measured.not_built(document, code):
                yield RULE.at(one.line, message=NO_BASELINE, name=one.name, file=document.path)
        for late, day in measured.overdue(document, project):
            yield RULE.at(late.line, message=OVERDUE, name=late.name, day=day, file=document.path)
