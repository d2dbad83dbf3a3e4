"""A launch plan that leaves open how one notices trouble, or how one gets back.

On the day when predictions go wrong it is too late to think about monitoring, rollback, and whom it hurts. A model that
cannot be watched and taken back should not go out.

Bad:
    # Launch: we deploy the model to all users in May.
Good:
    # Launch if recall is at least 75 % on last week's data. Affects the search page of all shops.
    # Monitoring: alerts on the share of empty results. Rollback: feature flag, previous model stays deployed.
    # Security: no new endpoint. Privacy: no personal data is read.
Silent on:
    documents without a launch part (MLS902 says that), a list of risks or a part on monitoring alone; research that is
    not launched, parts that are said under another heading or in other words, or in a document about the launch beside.
    A plan of work or a journal that does not call itself a design is a note
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project, launching
from mlsmells.rules.project._designs import level, listed, whole_designs

RULE = Rule(
    __name__,
    code="MLS907",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    scope="project",
    message='the launch plan ("{title}") does not say {parts} - write it before the launch',
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per document."""
    for document in whole_designs(project, RULE):
        found = launching.launch_gaps(document, project.documents.about_launch(document))
        if found is not None and found[1]:
            part, lacking = found
            parts = listed([topic.title for topic in lacking])
            yield RULE.at(part.line, title=part.title, parts=parts, severity=level(document), file=document.path)
