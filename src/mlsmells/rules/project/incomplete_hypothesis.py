"""A hypothesis that does not say how it is tested, or what follows.

An experiment without a metric, a threshold and a time limit ends when somebody is tired of it, and one without next
steps ends in a discussion. Both are cheap to write down before it begins.

Bad:
    # Hypothesis 1: a transformer will be better
Good:
    # Hypothesis 1: text embeddings raise recall
    # Method: add embeddings of the description to the boosted trees. Metric: recall at 90 % precision.
    # Success criteria: at least 5 points over the baseline. Timebox: 5 days.
    # On failure: go on with hypothesis 2. On success: shadow the present model for a week.
Silent on:
    hypotheses in a table, whose columns are the fields; fields that have no label but are said; hypotheses that have
    a result already, or are statements about the data, for which nothing is trained. A document with one hypothesis,
    or without any baseline, is a note; so is a plan of work or a journal that does not call itself a design
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Project, hypotheses
from mlsmells.rules.project._designs import level, listed, whole_designs

RULE = Rule(
    __name__,
    code="MLS905",
    severity=Severity.WARNING,
    scope="project",
    message='"{hypothesis}" lacks {parts} - write it down first',
)
MANY = 4
ONLY_ONE = '"{hypothesis}" is the only hypothesis: where it fails, the plan ends - add a second one'
NO_BASELINE = 'the experiments are compared with nothing, from "{hypothesis}" on - name a baseline'
_BASELINE = re.compile(
    r"\bbase-?lines?\b|\bcurrent (?:production|model|system|solution)\b|\bin production today\b|\bcontrol\b", 2
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per hypothesis, and notes on all of them together."""
    for document in whole_designs(project, RULE):
        found = hypotheses.hypotheses(document)
        for one in found:
            lacking = [] if one.is_done or one.is_about_data else [field.title for field in one.lacking()]
            if lacking:
                own = level(document)
                yield RULE.at(one.line, hypothesis=one.name, parts=_few(lacking), severity=own, file=document.path)
        if found and not _BASELINE.search(document.text):
            yield _note(NO_BASELINE, found[0], document.path)
        elif len(found) == 1 and not found[0].is_done:
            yield _note(ONLY_ONE, found[0], document.path)


def _few(parts: list[str]) -> str:
    """Where nearly all is lacking, the first of them."""
    return listed(parts if len(parts) < MANY else [*parts[: MANY - 2], f"{len(parts) - MANY + 2} more parts"])


def _note(message: str, one: hypotheses.Hypothesis, path: str) -> Finding:
    return RULE.at(one.line, message=message, hypothesis=one.name, severity=Severity.INFO, file=path)
