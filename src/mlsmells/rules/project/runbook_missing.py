"""The README tells people to run what is not there, or leaves out how to set up, get the data, train or evaluate.

A new colleague follows the page word by word. A script that was renamed or an option that is gone stops them at the
first line; a step that nobody wrote down stops them for a day.

Bad:
    # README.md: `python train.py --epochs 5`, and there is no train.py, or it has no such option
Good:
    # README.md: `python src/train.py --epochs 5`, and both exist
Silent on:
    paths that are examples; commands of other repositories that are cloned; scripts that a command fetches; programs
    whose options a framework makes (Hydra, Lightning, Fire); generated makefiles; steps that a page tells to which the
    README hands on; projects that fit a vectoriser or a scaler and no model; libraries that are published and
    pages in other languages, of which no steps are asked
Source: https://abnormal.ai/blog/ineffective-vs-effective-machine-learning-engineers
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project, runbook
from mlsmells.rules.project._designs import listed

RULE = Rule(
    __name__,
    code="MLS911",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="{document} does not say how to {steps} - add the commands",
)
BROKEN = "there is no {what} {name}: this command fails - correct it"


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Each broken thing once, and one note on the steps."""
    guides = [guide for guide in project.documents.guides if not guide.silences(RULE.code, RULE.name)]
    for guide in guides:
        seen: set[str] = set()
        for broken in runbook.broken_commands(guide, project):
            if broken.name not in seen and not project.at_ease(guide.path):
                seen.add(broken.name)
                yield RULE.at(
                    broken.line, message=BROKEN, what=broken.what, name=broken.name, severity=Severity.WARNING,
                    file=guide.path,
                )  # fmt: skip
    if guides and _trains(project):
        steps = runbook.steps_not_told([*guides, *project.documents.linked])
        if steps:
            yield RULE.at(1, document=guides[0].path, steps=listed(steps), file=guides[0].path)


def _trains(project: Project) -> bool:
    """A program of the project trains a model, and the project is no library or course."""
    if project.is_teaching or project.is_collection:
        return False
    return any(
        any(fit["supervised"] for fit in project.summaries[path]["fits"])
        and not project.at_ease(path)
        and not project.dependencies.is_published(path)
        for path in project.modules
    )
