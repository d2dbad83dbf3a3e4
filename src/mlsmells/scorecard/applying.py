"""Whether a rule has anything to look at in a project."""

from __future__ import annotations

from collections.abc import Callable

from mlsmells.core import Rule
from mlsmells.facts import Project
from mlsmells.scorecard.proofs import trains


def _trains(project: Project) -> bool:
    return any(map(trains, project.summaries.values()))


def _notebooks(project: Project) -> bool:
    return bool(project.notebooks) or _trains(project)


def _reads(project: Project) -> bool:
    return any(summary["reads"] for summary in project.summaries.values())


def _serves(project: Project) -> bool:
    saves = any(write["what"] == "model" for summary in project.summaries.values() for write in summary["writes"])
    return saves or any(map(project.serves, project.summaries))


# Family → what it needs, and what is said where that is missing.
NEEDS: dict[str, tuple[Callable[[Project], bool], str]] = {
    "leakage": (_trains, "nothing is trained"),
    "evaluation": (_trains, "nothing is trained"),
    "training": (_trains, "nothing is trained"),
    "reproducibility": (_trains, "nothing is trained"),
    "data": (_reads, "no data is read"),
    "serving": (_serves, "no model is saved or served"),
    "notebooks": (_notebooks, "there are no notebooks, and nothing is trained"),
}


def missing(rule: Rule, project: Project) -> str:
    """What the project lacks for the rule to say anything; "" where it has it all."""
    needs, lack = NEEDS.get(rule.family, (None, ""))
    return lack if needs is not None and not needs(project) else ""
