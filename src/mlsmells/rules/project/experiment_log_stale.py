"""The experiment log is empty, has stopped, or knows only successes.

A failed experiment is worth as much as a good one, to whoever would try it again. A log that ends while the training
code goes on changing tells nobody why.

Bad:
    # Experiment log: a heading, and nothing below it after three months of commits
Good:
    # Experiment log: 2024-03-04 hypothesis 1 failed, no gain in recall: go on with hypothesis 2
Silent on:
    logs that a tracker keeps (MLflow, Weights & Biases, a link); projects without git history; documents younger than
    two weeks
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project, logbook
from mlsmells.rules.project._designs import whole_designs

RULE = Rule(
    __name__,
    code="MLS909",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="the experiment log {what} - write what came out",
)
# Days in which nobody expects entries; changes of the code after the last one; entries that should hold a failure.
YOUNG, CHANGES, ENTRIES = 14, 5, 4


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per document."""
    for document in whole_designs(project, RULE):
        log = logbook.log_of(document)
        what = "" if log is None or log.elsewhere else _wrong(project, document.path, log)
        if log is not None and what:
            yield RULE.at(log.line, what=what, file=document.path)


def _wrong(project: Project, path: str, log: logbook.Log) -> str:
    today, begun = project.history.today(), project.history.first_day(path)
    if today is None or begun is None or (today - begun).days < YOUNG:
        return ""
    if not log.entries:
        return f"is empty, {(today - begun).days} days after the document was begun"
    if log.last:
        training = [p for p, s in project.summaries.items() if s["fits"] or s["training"]]
        changes = project.history.changes_since(log.last, training) if training else 0
        if changes >= CHANGES:
            return f"ends on {log.last}, and the training code has changed {changes} times since"
    if log.entries >= ENTRIES and not log.failed:
        return "tells of no experiment that failed: those are worth writing down as well"
    return ""
