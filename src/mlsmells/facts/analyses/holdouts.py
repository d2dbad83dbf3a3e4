"""Held-out rows: which of them are the test rows of a file, and whether others are kept for the final score."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.evaluations import Evaluation, evaluations, split_of
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Event, Fit, Metric, Predict
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, say, words_of
from mlsmells.facts.transfer.presuming.presumed_parts import asked_for as asked_for

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# Parts that are put aside once. Folds change roles, and a validation part is there to be chosen on.
_PUT_ASIDE = frozenset({"test", "tail", "rest"})
NOT_FINAL = frozenset({"train", "fold-train", "val", "fold-test"})


def whole(rows: R.Rows | None) -> R.Rows | None:
    """The rows without the steps that take some of them in turn: a batch stands for all batches."""
    if rows is None:
        return None
    return frozenset((source, _before_any(path)) for source, path in rows)


def _before_any(path: R.Path) -> R.Path:
    for i, (_, part) in enumerate(path):
        # What a method that is not known has made of the rows may still be divided.
        divided = part == "?" and any(later in _PUT_ASIDE | NOT_FINAL for _, later in path[i:])
        if part in ("any", "?") and not divided:
            return path[:i]
    return path


def test_step(rows: R.Rows | None) -> R.Step | None:
    """The step by which all these rows were put aside for the final score.

    A part of a training part is a validation set, whatever it is called.
    """
    found: R.Step | None = None
    for _, path in R.ordered(whole(rows)):
        if not path or path[-1][1] not in _PUT_ASIDE or any(part in NOT_FINAL for _, part in path):
            return None
        found = next(step for step in path if step[1] in _PUT_ASIDE)
    return found


def fold_step(rows: R.Rows | None) -> R.Step | None:
    """The step by which all these rows are the test part of a fold."""
    last = {path[-1] for _, path in whole(rows) or () if path}
    return last.pop() if len(last) == 1 and next(iter(last))[1] == "fold-test" else None


def held_out(rows: R.Rows | None, fits: Iterable[Fit]) -> bool:
    """Surely none of these rows were learned from."""
    learned = [whole(fit.rows) for fit in fits]
    return bool(learned) and all(R.disjoint(whole(rows), one) for one in learned)


def final_elsewhere(facts: Facts, rows: R.Rows | None, fits: Iterable[Fit], *, kin: str = "") -> bool:
    """Models that learned from the same source are scored, or used, on held-out rows that are not among these.

    ``kin``: where nobody scores them, only models of this class.
    """
    chosen_on = whole(rows)
    sources = {source for fit in fits for source, _ in fit.rows or ()}
    for evaluation in _all_uses(facts):
        if sources.isdisjoint(source for fit in evaluation.fits for source, _ in fit.rows or ()):
            continue
        other = whole(evaluation.rows)
        if kin and evaluation.metric is None and (evaluation.obj is None or evaluation.obj.core.cls != kin):
            continue
        if not R.disjoint(other, chosen_on) or not held_out(other, evaluation.fits):
            continue
        if not (_cut_from_training(other, chosen_on) and says_validation(facts, evaluation.rows, evaluation.event)):
            return True
    return False


def _cut_from_training(rows: R.Rows | None, chosen_on: R.Rows | None) -> bool:
    """A part of what was left when the others were put aside: validation rows, which give no final score.

    So are rows that were read by themselves, beside test rows that were.
    """
    if all(not path for _, path in (*(rows or ()), *(chosen_on or ()))):
        return not R.sources(rows) & R.sources(chosen_on)
    step = R.siblings(chosen_on, rows)
    return step is not None and all(step in path and path[-1] != step for _, path in rows or ())


def _all_uses(facts: Facts) -> Iterable[Evaluation]:
    yield from evaluations(facts)
    for predict in facts.everywhere(Predict):
        if predict.X is not None and not _on_request(predict):
            yield Evaluation(predict.obj, predict.X, predict.fits, None, predict)


def _on_request(predict: Predict) -> bool:
    """A function that nobody in the file calls predicts what it is given: a service, whose rows are no final test."""
    given = predict.X is not None and predict.X.read is None
    return given and predict.function != "" and not predict.calls


def says_validation(facts: Facts, rows: R.Rows | None, *events: Event) -> bool:
    """The rows are validation rows by their name: where they were cut, else where they are used or shown."""
    named = _names_of(facts, rows)
    if named & TESTING:
        return False  # whatever they are called later
    return bool(named & VALIDATION) or any(uses_as_validation(event) for event in events)


def says_test(facts: Facts, rows: R.Rows | None, *events: Event) -> bool:
    """The rows are test rows by their name: where they were cut, or where they are used."""
    named = _names_of(facts, rows) or frozenset().union(*(words_of(w) for e in events for w in _given(e)))
    return bool(named & TESTING) and not named & TRAINING


def _given(event: Event) -> Iterable[str]:
    return (word for node in (event.node, *event.calls) for arg in _arguments(node) for word in _words(arg))


def _named_rows(facts: Facts) -> dict[R.Rows | None, list[str]]:
    """The variables of the module by the rows they hold."""
    found: dict[R.Rows | None, list[str]] = {}
    for name, value in facts.module_values.items():
        if value.rows is not None:
            found.setdefault(whole(value.rows), []).append(name)
    return found


def _names_of(facts: Facts, rows: R.Rows | None) -> frozenset[str]:
    """The words of the variables that hold exactly these rows; else of those that their split was bound to."""
    held = whole(rows)
    named = facts.once("names of rows", lambda: _named_rows(facts))
    words = frozenset().union(*(words_of(name) for name in named.get(held, ()) if held))
    if words & (TESTING | VALIDATION):
        return words
    step = next((path[-1] for _, path in R.ordered(held) if path), None)
    split = split_of(facts, step[0]) if step is not None else None
    targets = split.statement.targets if split is not None and isinstance(split.statement, ast.Assign) else []
    said = [words_of(word) for target in targets for word in _words(target)]
    if step is not None and step[1] != "train":  # of ``X_train, X_test = …`` the rows are the other one
        said = [one for one in said if not one & TRAINING] or said
    cut = frozenset().union(*said)
    return frozenset() if cut & TESTING and cut & VALIDATION else cut


def uses_as_validation(event: Event) -> bool:
    """The names of the arguments say so where it happens, or the texts that a score is shown with."""
    nodes: list[ast.AST] = [event.node, *event.calls]
    if isinstance(event, Metric):
        if say(event.texts, VALIDATION) and not say(event.texts, TESTING):
            return True
        nodes += [p.node for p in event.predictions]
        nodes += [c for p in event.predictions for c in p.calls]
    return any(say(_words(arg), VALIDATION) for node in nodes for arg in (*_arguments(node), *_receiver(node)))


def _receiver(node: ast.AST) -> list[ast.expr]:
    """``val_evaluator`` of ``val_evaluator.run()``."""
    return [node.func.value] if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else []


def uses_as_test(event: Event) -> bool:
    """The names of the arguments say that these are test rows, where it happens."""
    words = [word for node in (event.node, *event.calls) for arg in _arguments(node) for word in _words(arg)]
    return say(words, TESTING) and not say(words, VALIDATION)


def _arguments(node: ast.AST) -> list[ast.expr]:
    if not isinstance(node, ast.Call):
        return []
    return [*node.args, *(k.value for k in node.keywords)]  # the names of keywords are the library's


def _words(node: ast.expr) -> Iterable[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
