"""Sentences that a document says about itself, and those that only look so."""

from __future__ import annotations

import pytest

from mlsmells.facts.project.documents.blocks import Document
from mlsmells.facts.project.documents.goals import vague_goals
from mlsmells.facts.project.documents.launching import launch_gaps
from mlsmells.facts.project.documents.placeholders import placeholders
from mlsmells.facts.project.documents.reading import read_document


def markdown(text: str) -> Document:
    document = read_document("docs/design.md", text)
    assert document is not None
    return document


LEFT = {
    "Owner: TBD": True,
    "The threshold is TODO.": True,
    "- TODO: write the metrics": True,
    "| Storage | TBD |": True,
    "Hand-typed numbers are forbidden. Unfilled → `TODO`.": False,
    "Whoever has no figure yet marks it as TBD.": False,
    "The release has no TODO left.": False,
    "CI fails on any TODO in `src`.": False,
}


@pytest.mark.parametrize(("text", "left"), LEFT.items(), ids=LEFT)
def test_marks_that_are_left_and_marks_that_are_spoken_of(text: str, left: bool) -> None:
    assert bool(list(placeholders(markdown(f"# Design\n\n{text}\n\nMore of it.\n")))) is left


# What stands in the document → what its launch plan lacks first; None where it plans no launch.
PLANS: dict[str, tuple[str, str | None]] = {
    "risks of the project": (
        "## Risk Assessment\n\n- Accuracy may stay low. Mitigation: more data.\n- Poor adoption.\n",
        None,
    ),
    "a chapter on monitoring": ("## 8. Monitoring\n\n`drift.py` compares a batch with the last one.\n", None),
    "maintenance": ("## Maintenance\n\nTwo people keep the code.\n", None),
    "risks of a launch": (
        "## Risks\n\nThe launch may annoy customers: we roll back. A dashboard shows complaints.\n",
        None,
    ),
    "monitoring after a launch": (
        "## Monitoring\n\nOnce deployed, alerts go to the team at least weekly.\n",
        None,
    ),
    "a week of a timetable": ("## Plan\n\n**Week 5: Deployment**\n- Day 1: docs\n- Day 2: demo\n", None),
    "an entry of a timetable": ("### Phase 4: Production (Week 5)\n\n**Deployment & Demo**\n- Day 29: a page\n", None),
    "a part of the system": ("## Core components\n\n### Deployment\n- Host: a service with one GPU\n", None),
    "what it is made with": ("## Technology stack\n\n### Deployment\n- Docker\n", None),
    "a phase that launches": ("## Phase 3\n\n### Rollout\n\nTo one shop, then to all.\n", "success criteria"),
    "a part of the plan": ("## Plan\n\n### Deployment\n\nTo all customers at once.\n", "success criteria"),
    "a launch plan": ("## Launch plan\n\nTo all customers at once.\n", "success criteria"),
}


@pytest.mark.parametrize(("text", "first"), PLANS.values(), ids=PLANS)
def test_what_is_a_launch_plan(text: str, first: str | None) -> None:
    found = launch_gaps(markdown(f"# Design\n\n{text}"))
    assert (found[1][0].title if found is not None else None) == first


GOALS = {
    "Recall of churners improves.": ("number",),
    "Accuracy should beat what we have.": ("number",),
    "The better model has the better F1 than the baseline.": ("number",),
    "Recall must be at least 60 %.": (),
    "The winner must beat the mean baseline in MAE, or the README says so.": (),
    "A model is shipped only if its F1 exceeds that of the current rule.": (),
    "RMSE has to outperform the naive forecast.": (),
}


@pytest.mark.parametrize(("text", "lacks"), GOALS.items(), ids=GOALS)
def test_goals_that_can_be_checked(text: str, lacks: tuple[str, ...]) -> None:
    found = list(vague_goals(markdown(f"# Design\n\n## Metric goals\n\n{text}\n")))
    assert [goal.lacks for goal in found] == [lacks]
