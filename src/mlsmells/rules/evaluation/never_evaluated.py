"""A model is fitted and saved, but nothing in the project ever scores it.

What goes into use then has no number that says how good it is, and nobody notices
when the next version is worse. Hold rows out, score the model on them, and keep the
score beside the model.

Bad:
    df = pd.read_csv("houses.csv")
    model = RandomForestRegressor(random_state=0).fit(df[FEATURES], df["price"])
    joblib.dump(model, "model.joblib")
Good:
    train, test = train_test_split(pd.read_csv("houses.csv"), random_state=0)
    model = RandomForestRegressor(random_state=0).fit(train[FEATURES], train["price"])
    print(mean_absolute_error(test["price"], model.predict(test[FEATURES])))
    joblib.dump(model, "model.joblib")
Silent on:
    a score, search or cross-validation of the same class of model anywhere in the project;
    validation data given to the fit; code around the fit that speaks of evaluation; a
    file that loads the model and scores it; unsupervised models; exercises on bundled data
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep, cut_path
from mlsmells.facts import Project, Summary, records

RULE = Rule(
    __name__,
    code="MLS503",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="{model} is fitted and saved{where}, but nothing in the project scores it - score it on held-out rows",
    silent_roles=frozenset({"test", "example", "config"}),
)

# Packages whose models go by several classes: a score of one may be one of the other.
ONE_MODEL = ("xgboost", "lightgbm", "catboost", "keras", "torch", "tensorflow")
FAMILIES = ("classifier", "regressor", "meta", "booster", "keras-model")


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Saved supervised fits of classes that nothing scores; one finding per file and class."""
    judged = _judged(project)
    for path, summary in project.summaries.items():
        seen: set[str] = set()
        made_up = any(set(read["tags"]) & {"bundled", "synthetic"} for read in summary["reads"])
        fits = [*summary["fits"], *summary["fits_elsewhere"]]  # fitted by another module, and saved here
        for fit in fits if not made_up and project.role(path) not in RULE.silent_roles else ():
            kind = _kind(fit["class"])
            if kind in seen or kind in judged or not _is_saved_model(fit):
                continue
            seen.add(kind)
            written = next((w for w in summary["writes"] if fit["class"] in w["classes"]), None)
            if _is_judged_nearby(project, path) or _is_judged_when_loaded(project, path, written):
                continue
            place = written["path"] if written is not None else None
            steps = [TraceStep(fit["at"][0], "fitted")]
            if written is not None:
                steps.append(TraceStep(written["at"][0], "saved"))
            yield RULE.at(
                fit["at"], model=fit["name"], where=f" to '{cut_path(place)}'" if place else "", trace=steps, file=path
            )


def _kind(name: str) -> str:
    package = name.partition(".")[0]
    return package if package in ONE_MODEL else name


def _judged(project: Project) -> set[str]:
    """Classes that are scored, searched or validated somewhere."""
    out: set[str] = set()
    for summary in project.summaries.values():
        out |= {_kind(v["class"]) for v in summary["validated"]}
        out |= {_kind(f["class"]) for f in summary["fits"] if f["watched"]}
        out |= {_kind(name) for m in summary["metrics"] if m["supervised"] for name in m["classes"]}
    return out


def _is_saved_model(fit: records.FitRecord) -> bool:
    family, tags = fit["family"], set(fit["tags"])
    own = family.startswith(FAMILIES) and not family.endswith("explanatory")
    validates_itself = (
        fit["class"].endswith("CV") or fit["watched"] or bool(tags & {"automl", "pretrained", "baseline"})
    )
    by_hand = "own" in tags
    return bool(fit["supervised"] and fit["written"] and (own or by_hand) and not validates_itself)


def _judges(summary: Summary) -> bool:
    return summary["training"] is not None and summary["training"]["judges"]


def _is_judged_nearby(project: Project, path: str) -> bool:
    """Code of the same experiment speaks of scores that were not followed."""
    return any(_judges(project.summaries[other]) for other in project.unit(path))


def _is_judged_when_loaded(project: Project, path: str, written: records.WriteRecord | None) -> bool:
    """A file loads the model, or one whose path is not known from a folder beside, and speaks of scores."""
    name = PurePosixPath((written["path"] if written is not None else None) or "").name
    home = f"{PurePosixPath(path).parent.parent}/".removeprefix("./")
    for other, summary in project.summaries.items():
        loads = [read["path"] for read in summary["reads"] if set(read["tags"]) & {"model", "pickle"}]
        beside = other.startswith(home)
        same = any(PurePosixPath(p).name == name if p and name else beside for p in loads)
        if same and _judges(summary):
            return True
    return False
