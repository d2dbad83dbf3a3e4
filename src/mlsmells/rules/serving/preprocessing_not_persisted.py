"""A model is saved, and what prepared its features is not.

The model was trained on what a scaler, encoder or vectorizer made of the rows. Whoever loads the file has raw rows and
no way to prepare them alike: refitting on new rows gives other codes and scales, and no error says so. Save one
Pipeline that holds both, or save the fitted transformer beside the model.

Bad:
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    rows = pd.read_csv("train.csv")
    X = StandardScaler().fit_transform(rows[["age", "income"]])
    model = LogisticRegression().fit(X, rows["churned"])
    joblib.dump(model, "model.joblib")
Good:
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    rows = pd.read_csv("train.csv")
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(rows[["age", "income"]], rows["churned"])
    joblib.dump(model, "model.joblib")
Silent on:
    transformers that are saved, alone or together with something, or whose learned numbers are read; those that are
    returned, handed to other code or kept in a collection; transformers that learn nothing; imputers; labels that are
    encoded. A file that the same program loads again is a note, and so is a transformer that is fitted anew to each of
    the files that a loop reads. What is saved in the loop that trains it, or in a notebook, is a warning
Fix:
    the fitted transformer is saved in the same way, under the model's path with its own name: `model.joblib`
    and `model_scaler.joblib`; one without a name gets one. Refused where it is fitted in another part of
    the program, bound anew in between, and where the path is not written out
Source: https://scikit-learn.org/stable/model_persistence.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, Rule, RunCodemod, Severity, Span, cut_path
from mlsmells.facts import Effect, Facts, Fit, Obj, Write, behind_one_call, strings
from mlsmells.rules.serving import _saved

RULE = Rule(
    __name__,
    code="MLS601",
    severity=Severity.ERROR,
    once=True,
    message="{model} is saved{where}, but the {tr} that prepared its rows ({place}) is not - save both in one Pipeline",
)
_PREPARES = ("fitted", "encoded", "uses-y")


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Saved models, each once, at the first place where it is saved."""
    told: set[object] = set()
    # Weights alone are a checkpoint: the program that goes on from them has the rest.
    writes = [write for write in facts.everywhere(Write) if not write.name.endswith("save_weights")]
    for write in writes:
        for model in [obj for value in _saved.inside(write.value) for obj in value.objs]:
            if write.foreign and model.is_a("module"):
                continue
            fit = _last_fit(facts, write, model)
            lost = _lost(facts, fit) if fit is not None and model.predicts else None
            if lost is None or behind_one_call(write, fit, lost.event) or (lost.node, model.core.cls) in told:
                continue
            told.add((lost.node, model.core.cls))
            yield _finding(facts, write, model, lost)


def _finding(facts: Facts, write: Write, model: Obj, lost: Effect) -> Finding:
    assert lost.obj is not None
    mild = _saved.read_again(facts, write) or _of_one_file_each(write, lost)
    weaker = facts.source.is_notebook or _is_checkpoint(facts, write, model)
    path = strings.whole(write.path)
    return RULE.at(
        write,
        model=model.label,
        where=f" to '{cut_path(path, 30)}'" if path else "",
        tr=lost.obj.short,
        place=lost.event.where if lost.event is not None else f"line {lost.line}",
        severity=Severity.INFO if mild else Severity.WARNING if weaker else None,
        confidence=Confidence.MEDIUM if lost.may else None,
        cause=f"{lost.obj.label}@{lost.line}",  # saved once, it serves all models
        fix=_beside(write, lost),
        trace=[(lost, f"{lost.obj.label} learned"), (write, f"{model.label} saved")],
    )


def _is_checkpoint(facts: Facts, write: Write, model: Obj) -> bool:
    """Kept in the loop that trains it: to go on from there, or to be what others load."""
    return any(fit.obj is model and fit.via in ("loop", "partial") and fit.shares_loop(write) for fit in facts.of(Fit))


def _of_one_file_each(write: Write, lost: Effect) -> bool:
    """A loop reads one file after the other and fits to each anew, the model comes after it: so will its users do."""
    fit = lost.event
    rows = fit.X if isinstance(fit, Fit) else None
    if fit is None or rows is None or rows.read is None:
        return False
    return any(loop in rows.read.loops and loop not in write.loops for loop in fit.loops)


def _beside(write: Write, lost: Effect) -> Fix | None:
    """The transformer is saved as well; the model's own file stays as whoever loads it knows it."""
    if lost.event is None or lost.event.foreign or write.foreign:
        return None
    edit = RunCodemod("mlsmells.fix.codemods.save_beside:save", Span.of(lost.event.node), Span.of(write.node))
    return Fix("save the transformer beside the model", (edit,), why="it writes one more file")


def _last_fit(facts: Facts, write: Write, model: Obj) -> Fit | None:
    """What the model knows when it is written."""
    # The networks of other modules are trained and saved there, for a program of their own.
    known = facts.of(Fit) if model.is_a("module") else facts.everywhere(Fit)
    fits = [f for f in known if f.order < write.order and model in f.obj.tree() and f.obj.predicts]
    return fits[-1] if fits else None


def _lost(facts: Facts, fit: Fit) -> Effect | None:
    """What prepared the rows that the model learned from, and is kept nowhere."""
    for effect in fit.X.effects if fit.X is not None else ():
        obj = effect.obj
        if effect.kind in _PREPARES and obj is not None and obj.transforms and not _saved.is_kept(facts, obj):
            # Complete rows need no imputer, and those who ask often send complete rows.
            if not obj.short.endswith("Imputer"):
                return effect
    return None
