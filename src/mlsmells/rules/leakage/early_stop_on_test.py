"""The stopping point or the best checkpoint is chosen on the test rows.

Whoever stops training where the test score is best, or keeps the checkpoint
that scores best on the test rows, has used them to choose a model. The score
then reported is the luckiest of many; a function that keeps the best by its validation rows
does the same when it is handed the test loader. Stop on a validation part cut from the
training rows, and score the test rows once, at the end. Where the rows are only
watched, and nothing is chosen by them yet, the finding is a note; where the best of the
watched scores is told (`max(history.history["val_accuracy"])`, `best_score_`), it was chosen by them. A helper
(`early_stopping(test_loss, model)`) that gets the score of the test loader
chooses just so, and so do `if acc > best: torch.save(...)` over a loader that the
function was given and `print(max(test_accs))`: there the names decide, and the file
has no validation loader. `print(min(test_losses))` says how low the loss came, and is a note.

Bad:
    from sklearn.model_selection import train_test_split
    from xgboost import XGBClassifier
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    model = XGBClassifier(early_stopping_rounds=20)
    model.fit(X_train, y_train, eval_set=[(X_test, y_test)])
    print(model.score(X_test, y_test))
Good:
    from sklearn.model_selection import train_test_split
    from xgboost import XGBClassifier
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    X_fit, X_val, y_fit, y_val = train_test_split(X_train, y_train, random_state=0)
    model = XGBClassifier(early_stopping_rounds=20)
    model.fit(X_fit, y_fit, eval_set=[(X_val, y_val)])
    print(model.score(X_test, y_test))
Silent on:
    rows that are a part of the training part, or that the code calls validation rows (val,
    va, vl, dev, valid, "Val AUC"), unless the same rows are called test rows where they are cut
    (the rows of a fold, stopped by and scored, are a note unless the code calls them test rows);
    models of a class that other held-out rows score or that predicts other rows afterwards (where
    another class does, it is a warning); watched rows that this model never scores; callbacks
    that look at the training loss
Fix:
    a second split of the training rows feeds `eval_set` or `validation_data`. Refused for splits
    by time or group (`load_data()` of a library counts as neither), for rows without names
    and for a library's own containers
Source: https://scikit-learn.org/stable/modules/cross_validation.html
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, RunCodemod, Severity, Span
from mlsmells.facts import (
    Facts,
    Fit,
    Split,
    TestChoice,
    behind_one_call,
    best_epochs,
    choices_on_test,
    handed_in,
    holdouts,
    scoring_place,
    split_of,
    test_rows,
    trace,
    training,
)
from mlsmells.rules.leakage._early_stopping import selects, watched
from mlsmells.rules.leakage._watched_fits import Stop, is_final, scored_on, stop_of

RULE = Rule(
    __name__,
    code="MLS107",
    severity=Severity.ERROR,
    rolls_up_files=2,
    message=(
        "{est}{more} picks its stopping point on {test_rows}, scored at {metric} - stop by a validation part instead"
    ),
)
WATCHES = "{est}{more} watches {test_rows} during training, scored at {metric} - choose nothing by them"
HELPED = "{est}() stops by a score of {test_rows} (line {line}): test rows pick the epoch - use a validation part"
KEEPS = "the loop at {loop} keeps the best {est} by its score on {test_rows} - choose by a validation part"
TOLD = "the loop at {loop} tells the best of its scores on {test_rows} - choose the epoch by a validation part"

BEST = "the best of {est}'s scores on {test_rows} is told (line {told}) - choose the epoch by a validation part"

FOLD = "{est} stops by the test rows of its fold, scored at {metric}: the mean is too good - stop by training rows"


@RULE.on(Fit, everywhere=True)
def check_folds(fit: Fit, facts: Facts) -> Iterator[Finding]:
    """Fits that stop by the rows of their fold, on which the same model is scored."""
    for value in watched(fit):
        step = holdouts.fold_step(value.rows)
        if step is None or not selects(facts, fit):
            continue
        scored = scored_on(facts, fit, value)
        if scored is None or behind_one_call(fit, scored.event):
            continue
        split = split_of(facts, step[0])
        yield RULE.at(
            fit,
            est=fit.obj.label,
            metric=scored.event.where,
            severity=Severity.WARNING if is_final(facts, fit, value, scored) else Severity.INFO,
            message=FOLD,
            trace=trace(read=value.read, split=split, fit=fit, evaluation=scored),
        )
        return


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Fits that watch the rows on which the same model is scored; one for the models of a class and a split."""
    alike: dict[object, list[Stop]] = defaultdict(list)
    for fit in facts.everywhere(Fit):
        stop = stop_of(facts, fit)
        if stop is not None:
            alike[fit.obj.core.cls, stop.split, stop.severity, fit.function].append(stop)
    yield from _best_epochs(facts, {stop.fit for stops in alike.values() for stop in stops if stop.chooses})
    for stops in alike.values():
        fit, value, scored, split, chooses, _ = stops[0]
        yield RULE.at(
            _place(fit, split),
            est=fit.obj.label,
            more=f" (and {len(stops) - 1} more like it)" if len(stops) > 1 else "",
            test_rows=test_rows(split),
            metric=scored.event.where,
            severity=stops[0].severity,
            message="" if chooses else WATCHES,
            sure=stops[0].severity is Severity.ERROR and not holdouts.asked_for(value.rows),
            fix=_validation_part(fit, split),
            # What a helper does for its callers is mended once.
            cause=fit.foreign or f"{facts.source.path}:{fit.line}",
            trace=trace(read=value.read, split=split, fit=fit, evaluation=scored),
        )


def _best_epochs(facts: Facts, reported: set[Fit]) -> Iterator[Finding]:
    """The best of the scores that a fit gives of the test rows it watches stands for the model."""
    for best in best_epochs(facts):
        fit = best.fit
        if fit in reported or behind_one_call(fit, best.split, best.choice):
            continue
        reported.add(fit)
        yield RULE.at(
            _place(fit, best.split),
            est=fit.obj.label,
            test_rows=test_rows(best.split),
            told=getattr(best.told, "lineno", best.choice.line),
            message=BEST,
            fix=_validation_part(fit, best.split),
            trace=[*trace(read=best.value.read, split=best.split, fit=fit), (best.told, "the best score is told")],
        )


def _validation_part(fit: Fit, split: Split | None) -> Fix | None:
    """A part of the training rows is watched instead."""
    if split is None or split.foreign or fit.foreign or holdouts.uses_as_validation(fit):
        return None
    edit = RunCodemod("mlsmells.fix.codemods.stop_on_part:validate", Span.of(fit.node), Span.of(split.node))
    return Fix("stop by a part of the training rows", (edit,), why="fewer rows are trained on")


def _place(fit: Fit, split: Split | None) -> ast.AST:
    """A function that stops by its validation rows is right: the call that hands it the test rows is not."""
    return handed_in(fit, split) if holdouts.uses_as_validation(fit) else fit.node


def _keeping_place(found: TestChoice) -> ast.AST:
    """A loop that keeps the best by its validation rows is right: the call that hands it the test rows is not."""
    if found.handed is not None:
        return found.handed
    handed = handed_in(found.choice, found.split)
    right = handed is not found.choice.node and holdouts.uses_as_validation(found.metric)
    return handed if right else scoring_place(found)


@RULE.on_file
def check_loops(facts: Facts) -> Iterator[Finding]:
    """Training loops that keep the best state by its score on test rows, by themselves or through a helper."""
    chosen = list(choices_on_test(facts))
    kept = [found for found in chosen if found.passes]
    if not kept:
        yield from _by_helper(facts)
    if not chosen:
        yield from _by_names(facts)
    for found in kept:
        yield RULE.at(
            _keeping_place(found),
            est=found.model,
            test_rows=test_rows(found.split),
            loop=found.loop_place,
            severity=_weight(found),
            message=TOLD if _is_only_told(found) else KEEPS,
            sure=found.use[1] == "saved",
            cause=found.cause(facts.source.path),
            trace=found.trace(),
        )


def _is_only_told(found: TestChoice) -> bool:
    """``print("best:", max(accuracies))``: a number is kept, and no model."""
    return found.use[1] in ("shown", "displayed")


def _weight(found: TestChoice) -> Severity | None:
    if _is_only_told(found) and found.lowest:
        return Severity.INFO  # how low the loss came, next to the curve: nobody's result
    return Severity.WARNING if found.others else None


def _by_helper(facts: Facts) -> Iterator[Finding]:
    for stop in training.test_stops(facts):
        yield RULE.at(
            stop.call,
            est=ast.unparse(stop.call.func),
            test_rows=stop.loader,
            line=stop.scored.lineno,
            message=HELPED,
            trace=[(stop.scored, f"a score of {stop.loader}"), (stop.call, "decides when to stop")],
        )


def _by_names(facts: Facts) -> Iterator[Finding]:
    for keep in training.test_keeps(facts):
        yield RULE.at(
            keep.scored,
            est="model",
            test_rows=keep.loader,
            loop=f"line {keep.loop.lineno}",
            severity=Severity.INFO if keep.lowest else Severity.WARNING,
            message=TOLD if keep.told else KEEPS,
            trace=[
                (keep.scored, f"a score of {keep.loader}"),
                (keep.kept, "the best of them is the result" if keep.told else "decides what is kept"),
            ],
        )
