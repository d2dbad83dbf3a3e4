"""Attribute access: library names, frames' columns and views, instances, fitted objects."""

from __future__ import annotations

import ast

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.columns import take_column
from mlsmells.facts.domain.events import CrossValidation, Fit
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import RANKING, UNKNOWN, Columns, Effect, Value, identity
from mlsmells.facts.observers import reshuffles, scores, watched_scores
from mlsmells.facts.observers.time import CLOCK
from mlsmells.facts.observers.told_tables import looked_at, unwrapped
from mlsmells.facts.state.frames import Instance
from mlsmells.facts.state.state import Run
from mlsmells.facts.transfer.best_params import best_params
from mlsmells.facts.transfer.fit import learned_per_column
from mlsmells.facts.transfer.members import INDEXERS, member
from mlsmells.facts.transfer.subscripts import one_stat

VIEWS = frozenset({"values", "T", "mT", "data", "array", "str", "dt", "cat", "real", "flat", "A", "sparse"})
FITTED_CHILD = frozenset({"best_estimator_", "estimator_", "estimator", "base_estimator", "final_estimator_"})
SIZES = frozenset({"shape", "size", "empty", "columns", "dtypes"})
# What a fitted model or selector says of each column.
PER_COLUMN = frozenset("feature_importances_ support_ ranking_ scores_ pvalues_ pvalues coef_ params".split())
# What ``series.dt`` gives for each row.
PARTS_OF_TIME = frozenset("days seconds year month day hour minute second dayofweek dayofyear weekday quarter".split())
# Attributes of frames that are not columns.
FRAME_ATTRIBUTES = frozenset({"shape", "size", "index", "columns", "dtypes", "ndim", "empty", "axes", "attrs", "plot"})


def attribute(run: Run, node: ast.Attribute, holder: Value) -> Value:
    """The value of ``holder.attr``."""
    name = node.attr
    if holder.kind == "lib":
        return run.libraries.values.get(f"{holder.name}.{name}") or _of_library(run, node, f"{holder.name}.{name}")
    if holder.kind in ("instance", "class"):
        return member(run, node, holder)
    if holder is UNKNOWN:
        return _of_spark(run, holder, name) or Value()
    known = run.outside.attribute(holder, name)
    if known is not None:
        return known
    held = run.heap.get((identity(holder), name))
    if held is not None:
        return held
    if name in INDEXERS:
        return Value(kind="indexer", ref=holder, name=name)
    if holder.objs:
        return _of_objects(run, node, holder, name)
    if holder.kind == "stat" and not _is_method(run, name):
        whole = holder.name == RANKING and name in ("index", "values")
        return holder if whole else one_stat(holder, Value(const=name))
    if holder.kind == "builtin" or holder.kind == "function":
        return Value()
    # ``model.history`` holds the same lists as ``model.history.history``.
    same = (holder.name == CLOCK and name == "year") or name == holder.name == watched_scores.HISTORY
    return holder if same else _of_rows(run, node, holder, name)


def is_of_frame(holder: Value, func: ast.Attribute, node: ast.Call) -> bool:
    """A frame's method of an instance whose class is one and has no such method itself; not a change in place."""
    if holder.as_frame is holder or any(keyword.arg == "inplace" for keyword in node.keywords):
        return False
    return isinstance(holder.ref, Instance) and holder.ref.klass.method(func.attr) is None


def _of_library(run: Run, node: ast.Attribute, dotted: str) -> Value:
    followed = run.follower.attribute(node, dotted)
    return followed if followed is not None else run.libraries.value(dotted)


def _of_objects(run: Run, node: ast.Attribute, holder: Value, name: str) -> Value:
    if name in FITTED_CHILD:
        children = tuple(child for o in holder.objs for _, child in o.children)
        if children:
            return Value(kind="estimator", objs=children, origin=node)
    if name in ("best_params_", "best_params") and (found := best_params(node, holder.objs)) is not None:
        return found
    if name == "best_trial" and (found := best_params(node, holder.objs)) is not None:
        trial = Value(name=name, origin=node)
        run.heap[(identity(trial), "params")] = found
        return trial
    if any(o.is_a("llm-client") for o in holder.objs):  # ``client.chat.completions``: the same client, for one purpose
        return Value(kind="estimator", objs=holder.objs, name=f"{holder.name}.{name}".lstrip("."), origin=node)
    if name in ("named_steps", "named_transformers_", "steps", "named_estimators_"):
        entries = {k: Value(kind="estimator", objs=(c,)) for o in holder.objs for k, c in o.children}
        return Value(kind="dict", entries=entries)
    if name in watched_scores.BEST:
        return Value(name=name, origin=node, effects=_best_scores(run, node, holder))
    if name == watched_scores.HISTORY:
        return watched_scores.history(node, holder.objs[0])
    if name in PER_COLUMN:
        return Value(kind="stat", name=name, origin=node, effects=learned_per_column(holder))
    return Value(name=name, origin=node if name.endswith("_") else None)


def _best_scores(run: Run, node: ast.Attribute, holder: Value) -> tuple[Effect, ...]:
    """The scores of the last cross-validations of these searches; else the best of the rows that a fit watched."""
    if not any(o.is_a("search") for o in holder.objs):
        return watched_scores.best(run, node, holder.objs[0])
    out: dict[Obj, Effect] = {}
    for event in run.events:
        if isinstance(event, CrossValidation) and event.obj in holder.objs:
            out[event.obj] = scores.scored(run, event)[0]._replace(note="best")
    return tuple(out.values())


def _index(holder: Value) -> Value:
    """The labels of the rows; of what there is one of for each column, the columns."""
    if holder.kind == "columns":
        return holder
    return Value(kind="indices", rows=holder.rows, steps=_last_steps(holder), base=holder)


def _viewed(holder: Value, name: str) -> Kind:
    """The kind of the same rows seen in another way."""
    if name == "str":
        return "strings" if holder.rows is not None else holder.kind
    return "array" if name in ("values", "array", "A") and holder.kind in ("frame", "series", "") else holder.kind


def _view(holder: Value, name: str) -> Value:
    seen = holder.with_(kind=_viewed(holder, name), base=holder.root)
    if name != "T":
        return seen
    # ``scaler.fit_transform(X.T).T``: each sample was scaled by its own values.
    effects = [e for e in holder.effects if not (isinstance(e.event, Fit) and e.event.crosswise)]
    return seen.with_(effects=tuple(effects), plain=False)


def _of_rows(run: Run, node: ast.Attribute, holder: Value, name: str) -> Value:
    if name in VIEWS or (name in ("loss", "logits") and holder.predictions):  # the outputs of a model of transformers
        unwrapped(run, node, name, holder)
        return _view(holder, name)
    if name == "index" and (holder.rows is not None or holder.kind == "columns"):
        return _index(holder)
    if name in SIZES:
        return _extent(run, node, holder, name)
    found = _of_parts(holder, name) or _of_spark(run, holder, name)
    if found is not None:
        return found
    if holder.kind == "series" and name in PARTS_OF_TIME:
        return holder.with_(base=holder.root, hints=())  # a year or a weekday orders nothing
    if holder.kind in ("frame", "grouped") and name not in FRAME_ATTRIBUTES and not _is_method(run, name):
        return take_column(holder, name)
    if holder.config:
        # Kept, so that the same setting is the same value wherever it is read.
        out = run.heap[(identity(holder), name)] = Value(config=True, name=name)
        return out
    if holder.rows is not None and holder.kind in ("", "bunch"):
        return _bunch(run, holder, name) if name in ("data", "target", "images", "frame") else Value(rows=None)
    return Value()


def _of_parts(holder: Value, name: str) -> Value | None:
    """What is known by its name: a folder, an entry of a dict, the labels of a data set."""
    if name in ("parent", "parents"):
        return Value(kind="path", config=holder.config)
    if holder.entries is not None and name in holder.entries:
        return holder.entries[name]
    return reshuffles.kept_labels(holder, name)


def _extent(run: Run, node: ast.AST, holder: Value, name: str) -> Value:
    """How large it is, and of which columns and types: but for the columns, somebody looks at the data."""
    if name == "columns":
        return Value(kind="columns", ref=holder, base=holder.root, columns=holder.columns)
    looked_at(run, node, name, holder)
    if name == "empty":
        return Value(ref=holder)
    if name == "dtypes":
        return Value(kind="columns", base=holder.root)  # chosen by type, they are columns whose names are not known
    size = Value(kind="size", ref=holder, rows=None)
    return Value(kind="tuple", items=(size, Value(kind="width", ref=holder))) if name == "shape" else size


def _bunch(run: Run, holder: Value, name: str) -> Value:
    kind: Kind = "frame" if name == "frame" else "array"
    columns = Columns() if kind == "frame" else None
    out = Value(kind=kind, rows=holder.rows, read=holder.read, columns=columns, name=name)
    run.heap[(identity(holder), name)] = out
    return out


def _of_spark(run: Run, holder: Value, name: str) -> Value | None:
    """``spark.read.csv(path)``, ``df.write.parquet(path)``."""
    if "pyspark" not in run.libraries.packages:
        return None
    if name == "read" and not holder.kind and holder.rows is None:
        return Value(kind="reader")
    return holder.with_(kind="writer", base=holder.root) if name == "write" and holder.kind == "frame" else None


def _is_method(run: Run, name: str) -> bool:
    return run.libraries.knowledge.method("frame", name) is not None


def _last_steps(holder: Value) -> tuple[R.Step, ...]:
    """The split steps that the rows of an index carry, for ``df.drop(part.index)``."""
    if holder.rows is None or len(holder.rows) != 1:
        return ()
    ((_, path),) = holder.rows
    return path[-1:]
