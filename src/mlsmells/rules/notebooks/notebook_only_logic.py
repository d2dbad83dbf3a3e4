"""A notebook is the only place that holds functions of some size, or the training of a saved model.

Code in a notebook is not imported, tested or reviewed line by line; the next
notebook and the service copy it, and the copies drift apart. A definition that
is worth keeping belongs in a module that the notebook imports.

Bad:
    # notebooks/model.ipynb, in a project whose service loads models/churn.joblib and whose modules fit no model
    model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    joblib.dump(model, "models/churn.joblib")
Good:
    # notebooks/model.ipynb; src/churn/training.py fits and saves the model
    from churn.training import train
    train("data/customers.csv", "models/churn.joblib")
Silent on:
    notebooks that call the project's modules; functions that a module defines as well, also
    under another name, with other names of variables and columns; plotting helpers;
    folders for exploration, examples, tutorials, courses; nbdev exports
    and jupytext pairs; notebooks for a host that takes nothing else (Kaggle); collections of
    notebooks, and projects that are one notebook (a note, if it trains and saves a model).
    A note where no module, setting or stage of the project uses a file that the notebook writes, where a module
    writes it too, and where the cell says that it is wrong or old
Source: https://nbdev.fast.ai/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import Finding, Rule, Severity, counted, cut_path, regex
from mlsmells.facts import Project, Summary, held_elsewhere, reader_of, records, said_of_cell, trained_by_modules

RULE = Rule(
    __name__,
    code="MLS403",
    severity=Severity.WARNING,
    scope="project",
    rolls_up_files=2,
    message="only this notebook holds {what}{used} - move it to a module with a test",
)
# Statements that a notebook may define before they are worth a module.
STATEMENTS = 30
# So many notebooks without (or with hardly any) modules are a collection or a course, not a product.
COLLECTION = 6


# Families of networks: what they are trained for tells them apart, not what they are.
NETWORKS = ("module", "trainer", "keras-model")
_GIVEN_UP = regex(
    r"\b(?:incorrect|wrong|do(?: not|n['’]?t) use|deprecated|obsolete|outdated|superseded|no longer (?:used|needed)|"
    r"not used|"
    r"old (?:version|implementation|approach|code|model)|abandoned)\b",
    re.IGNORECASE,
)


class Logic(NamedTuple):
    """What only the notebook holds."""

    notebook: str
    what: str
    at: list[int]
    trains: bool
    line: int


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per notebook of a project with modules; one note for a project that is a notebook."""
    found = [logic for path in project.notebooks if (logic := _logic(project, path)) is not None]
    if not project.is_package:
        trained = [logic for logic in found if logic.trains]
        if trained and len(project.notebooks) < COLLECTION:
            yield _finding(trained[0], severity=Severity.INFO)
        return
    serious = sum(not project.at_ease(path) for path in project.notebooks)
    if serious >= COLLECTION and (serious > len(project.packaged) or project.is_teaching):
        return
    for logic in found:
        reader = "" if _is_given_up(project, logic) else reader_of(project, logic.notebook)
        yield _finding(logic, reader, severity=None if reader else Severity.INFO)


def _is_given_up(project: Project, logic: Logic) -> bool:
    """What stands above the code calls it wrong or old."""
    return _GIVEN_UP.search(said_of_cell(project, logic.notebook, logic.line)) is not None


def _finding(logic: Logic, reader: str = "", *, severity: Severity | None = None) -> Finding:
    return RULE.at(
        logic.at,
        what=logic.what,
        used=f", and {cut_path(reader)} uses what it writes" if reader else "",
        severity=severity,
        sure=logic.trains,
        cause="training" if logic.trains else logic.what,
        trace=[(logic, logic.what)],
        file=logic.notebook,
    )


def _logic(project: Project, path: str) -> Logic | None:
    summary = project.summaries[path]
    notebook = summary["notebook"]
    paired = path.removesuffix(".ipynb") + ".py" in project.summaries
    if notebook is None or project.at_ease(path) or paired:
        return None
    if notebook["exports"] or notebook["jupytext"] or notebook["hosted"]:
        return None
    fit = _only_training(project, summary)
    if fit is not None and not (fit["family"].startswith(NETWORKS) and trained_by_modules(project, path)):
        saved = next((w["path"] for w in summary["writes"] if w["what"] == "model" and w["path"]), "").strip("'")
        file = saved.rpartition("/")[2]
        what = f"the training of the model in '{cut_path(file)}'" if file else "the training of the model that it saves"
        return Logic(path, what, fit["at"], True, fit["at"][0])
    own = _own_definitions(project, summary)
    size = sum(d["statements"] for d in own)
    if size > STATEMENTS:  # only then are the modules read again
        held = held_elsewhere(project.root, path, own, project.module_bodies)
        own = [d for d in own if d["name"] not in held]
        size = sum(d["statements"] for d in own)
    if size <= STATEMENTS:
        return None
    names = ", ".join(d["name"] for d in own[:3]) + (" ..." if len(own) > 3 else "")
    first = own[0]
    at = [first["line"], 0, first["line"], 0]
    return Logic(path, f"{names} ({counted(len(own), 'definition')}, {size} statements)", at, False, first["line"])


def _own_definitions(project: Project, summary: Summary) -> list[records.DefinitionRecord]:
    moved = [d for module in project.modules for d in project.summaries[module]["definitions"]]
    elsewhere = {d["name"].rpartition(".")[2] for d in moved} | {d["hash"] for d in moved}
    return [
        d for d in summary["definitions"]
        if d["kind"] != "method" and not d["plots"] and d["name"] not in elsewhere and d["hash"] not in elsewhere
    ]  # fmt: skip


def _only_training(project: Project, summary: Summary) -> records.FitRecord | None:
    """A supervised fit of a model the notebook saves, when no module fits a model of its family."""
    if not any(write["what"] == "model" for write in summary["writes"]):
        return None
    families = {fit["family"] for module in project.modules for fit in project.summaries[module]["fits"]}
    for fit in summary["fits"]:
        if fit["supervised"] and fit["written"] and fit["family"] not in families:
            return fit
    return None
