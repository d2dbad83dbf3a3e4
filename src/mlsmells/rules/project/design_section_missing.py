"""A design document leaves out a part that others will ask for.

The problem and why it is worth solving, what the software does, which number moves, what the data says, which
experiments decide, how it is built, delivered, launched and taken back, what it means for security and privacy, and
what was learned on the way: what is not in the document has mostly not been thought about. A part may be short, and may
say "n/a" with a reason.

Bad:
    # a design document with the headings Problem, Metric goals, Experiments and Architecture alone
Good:
    # the same with Data, Delivery, Launch, Security and privacy, Experiment log; or "Security: n/a, no personal data"
Silent on:
    documents of other kinds: READMEs, decision records, proposals that change a program; templates; a part that has
    another name, that a paragraph speaks of without a heading, or that a document of that name beside is about
    (`DEPLOYMENT.md`, `problem_statement.md`); one-pagers, of which only the problem, the metric,
    the baseline and the plan are asked. A plan of work or a journal that does not call itself a design is a note
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Project, recognition, topics
from mlsmells.rules.project._designs import designs, level, listed

RULE = Rule(
    __name__,
    code="MLS902",
    severity=Severity.WARNING,
    scope="project",
    message="this {kind} lacks {parts} - write it, or say n/a and why",
)
EMPTY = "the heading of {parts} stands alone - write it, or say n/a and why"


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding for all that a document lacks, and one for each heading with nothing below it."""
    for document, kind in designs(project, RULE):
        pager = kind == recognition.ONE_PAGER
        lacking = list(topics.missing_of_one_pager(document) if pager else topics.missing(document))
        absent = [t.title for t, line in lacking if not line and not project.documents.about(t, document)]
        if absent:
            yield RULE.at(1, kind=kind, parts=listed(absent), severity=level(document), file=document.path)
        for topic, line in lacking:
            if line:
                yield RULE.at(line, message=EMPTY, parts=topic.title, severity=level(document), file=document.path)
