"""Rows watched during a fit: which they are, and whether the fit stops, keeps a checkpoint or slows down by them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.facts import Arg, ArgState, Call, Facts, Fit, Obj, Value, called_as, holdouts, words
from mlsmells.facts import rows as R

# Names of the setting in the constructors, fits and parameter dicts of boosting libraries.
_ROUNDS = ("early_stopping_rounds", "early_stopping_round", "early_stopping", "n_iter_no_change", "od_wait")
_BY_PARAMETERS = ("params", "param", "parameters")


def watched(fit: Fit) -> Iterator[Value]:
    """The feature rows that are watched. Of several sets XGBoost obeys the last; the others name none."""
    for value in fit.watched.values():
        sets = list(_sets(value))
        yield from sets[-1:] if "xgb" in fit.obj.cls.lower() else sets


def _sets(value: Value) -> Iterator[Value]:
    """``(X, y)``, ``[(X, y), …]``, ``[(matrix, "name"), …]``, a matrix, a loader."""
    if value.items is None:
        if value.element is not None:
            yield from _sets(value.element)
        else:
            yield value
        return
    for item in value.items if value.kind == "list" or _nested(value) else value.items[:1]:
        yield from _sets(item)


def _nested(value: Value) -> bool:
    return all(item.items is not None for item in value.items or ())


def called_test(fit: Fit, value: Value) -> bool:
    """No split made the rows, and the code calls them test rows where it hands them over.

    The parameters of a function that nobody calls may be given any rows.
    """
    if R.parts(value.rows) & holdouts.NOT_FINAL or value.name.startswith("parameter "):
        return False
    nodes = [fit.args[name].node for name in fit.watched if name in fit.args]
    names = [called_as(inner) for node in nodes if node is not None for inner in ast.walk(node)]
    return words.say(names, words.TESTING) and not words.say(names, words.VALIDATION)


def selects(facts: Facts, fit: Fit) -> bool | None:
    """The fit chooses by what it watches; None if that cannot be said."""
    core = fit.obj.core
    option = core.spec.options.get("selects") if core.spec else None
    if option in fit.watched:  # the library does so unless told otherwise
        return not (fit.args.get("use_best_model") or core.param("use_best_model")).is_const(False)
    found = [_by_rounds(fit, core), _by_callbacks(facts, fit.args.get("callbacks") or core.param("callbacks"))]
    found += [_by_option(settings) for settings in core.param("args").value.objs]
    if True in found:
        return True
    return None if None in found or core.is_a("trainer") else False


def _by_rounds(fit: Fit, core: Obj) -> bool | None:
    native = fit.via == "native"
    for name in _ROUNDS:
        arg = fit.args.get(name) or (core.params.get(name) if not native else None)
        if arg is not None:
            return None if arg.state is ArgState.UNCLEAR else not arg.is_const(None, False, 0)
    for name in _BY_PARAMETERS:
        arg = fit.args.get(name)
        if arg is not None:
            entries = arg.value.entries
            if entries is None:
                return None
            return any(round_name in entries for round_name in _ROUNDS)
    return None if core.unclear and not native else False


def _by_callbacks(facts: Facts, arg: Arg) -> bool | None:
    if arg.absent or arg.is_const(None):
        return False
    items = arg.value.items if arg.value.items is not None else (arg.value,)
    # Where it stands: in another module of the project it is reported elsewhere.
    notes = {id(c.site[0] if c.site is not None else c.node): c.tags for c in facts.everywhere(Call)}
    answers = [_callback(item, notes) for item in items]
    return True if True in answers else None if None in answers else False


def _callback(value: Value, notes: dict[int, frozenset[str]]) -> bool | None:
    if value.origin is not None and "callback.early-stop" in notes.get(id(value.origin), ()):
        return True
    answers = [_object(obj) for obj in value.objs]
    if not answers:
        return None
    return True if True in answers else None if None in answers else False


def _object(obj: Obj) -> bool | None:
    if not obj.is_a("callback") or obj.spec is None:
        return None
    monitor = obj.param("monitor").const
    if isinstance(monitor, str) and not monitor.startswith(("val", "eval", "test")):
        return False  # it looks at the training rows
    if "selects" in obj.tags:
        return True
    return _by_option(obj)


def _by_option(obj: Obj) -> bool | None:
    """``ModelCheckpoint(save_best_only=True)``, ``TrainingArguments(load_best_model_at_end=True)``."""
    if obj.spec is None:
        return None
    option = obj.spec.options.get("selects")
    if isinstance(option, str):
        arg = obj.param(option)
        return (
            None if arg.state in (ArgState.UNCLEAR, ArgState.PRESENT) else not (arg.absent or arg.is_const(None, False))
        )
    return False if obj.spec.methods or obj.tags or not obj.spec.options.get("open") else None
