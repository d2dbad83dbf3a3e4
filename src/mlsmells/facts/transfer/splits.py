"""Splits made by a library call, and by the folds of a splitter."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Split
from mlsmells.facts.domain.kinds import SplitKind
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.splitters import shuffles
from mlsmells.facts.domain.values import ABSENT, MISSING, ArgState, Value, identity, is_shared
from mlsmells.facts.observers import finishing, order

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run
    from mlsmells.facts.state.use import Use


class SplitNotes:
    """The splits made by hand that are known already."""

    def __init__(self) -> None:
        self.known: dict[object, str] = {}  # with the part that was taken first
        self.halves: dict[object, str] = {}  # of what was shuffled before: the side that was taken first


def note_split(run: Run, split: object, part: str = "") -> bool:
    """The split is known from now on; whether it was not before."""
    known = run.notes[SplitNotes].known
    if split in known:
        return False
    known[split] = part
    return True


def note_cut(
    run: Run, node: ast.AST, split: object, kind: SplitKind, held: Value, chosen: Value | None = None, part: str = ""
) -> None:
    """Rows were cut by hand: a Split event the first time this cut is seen, which says later that both parts are used.

    It is a draw if the rows had been shuffled before, or the mask or the positions that choose them.
    """
    if not note_split(run, split, part):
        if part and run.notes[SplitNotes].known[split] not in ("", part):
            note_rest(run, split)
    else:
        hints = (*(chosen.hints if chosen is not None else ()), *held.hints)
        drawn = next((h for h in hints if h.kind == "shuffled"), None)
        run.emit(Split(node, id=split, kind=kind, inputs=(held,), shuffle=False, drawn=drawn))


def note_halves(run: Run, node: ast.AST, at: object, part: str, held: Value) -> None:
    """``files[:n]``, and later ``files[n:]``: a list that was shuffled before is divided at random."""
    effect = held.has("drawn")
    if effect is None:
        return
    halves = run.notes[SplitNotes].halves
    if halves.setdefault((at, id(effect.node)), part) != part:
        event = Split(node, id=("halves", at, id(effect.node)), kind="slice", inputs=(held,), shuffle=False)
        event.shuffled_by = effect
        run.emit(event)


def note_rest(run: Run, split: object) -> None:
    """The rows that a sample left over are used: the sample was a split."""
    for event in run.events:
        if isinstance(event, Split) and event.id == split:
            run.amend(event, rest=True)


def split_arrays(use: Use) -> Value:
    """``train_test_split(*arrays)`` and its relatives: parts of every array, one split id."""
    run, node = use.run, use.node
    arrays = _arrays(use)
    parts = use.option("parts", ["train", "test"])
    across = _across(use, arrays[0]) if use.option("axis") and arrays else None
    if across is not None:
        return across
    if use.option("sections"):
        sections = use.bound.value(use.option("sections"))
        if sections is None or sections.items is None:
            # Equal pieces: each is some of the rows, none is a test part.
            return Value(kind="list", element=arrays[0].with_(rows=R.step(arrays[0].rows, ("pieces", id(node)), "any")))
        parts = ["train", "test"] if len(sections.items) == 1 else parts
    sizes = use.bound.value(use.option("sizes")) if use.option("sizes") else None
    if sizes is not None and sizes.items is not None and len(sizes.items) == 3:
        parts = ["train", "val", "test"]
    split = ("split", node, _again(use, arrays) or run.context.calls)
    # Arrays that are cut together are aligned: the rows of the first stand for all.
    main = run.rows_of(arrays[0]) if arrays else None
    outputs: list[Value] = []
    for array in arrays:
        rows = main if array.rows is None or len(arrays) > 1 else array.rows
        outputs.extend(_cut(array, R.step(rows, split, part), (split, part), main) for part in parts)
    event = Split(node, id=split, kind=use.option("kind") or "random", name=use.spec.name, inputs=arrays)
    event.outputs = tuple(outputs)
    event.rng = use.option("rng") or ""
    event.seed = use.bound.get(use.option("seed")) if use.option("seed") else ABSENT
    event.seed_name = use.option("seed") or ""
    event.shuffle = _shuffle(use)
    event.args = dict(use.bound.by_name)
    run.emit(event)
    for array in arrays:
        order.use(run, node, array, "split")
    finishing.beside(run, node, arrays)
    if use.option("returns") == "loaders":
        return arrays[0].with_(kind="loader", entries=dict(zip(("train", "valid"), outputs, strict=False)))
    if use.option("returns") == "dict" and arrays[0].kind == "dataset":
        return arrays[0].with_(entries=dict(zip(parts, outputs, strict=False)))
    if use.option("returns") == "dict":
        return Value(kind="dict", entries=dict(zip(parts, outputs, strict=False)))
    return Value(kind="tuple", items=tuple(outputs), origin=node)


def _again(use: Use, arrays: tuple[Value, ...]) -> object:
    """Equal where a call is reached again and cuts the same rows with the same seed: it gives the same parts."""
    seed = use.bound.get(use.option("seed")).const if use.option("seed") else MISSING
    given = [v for n, (_, v) in use.bound.args.keywords.items() if n != "stratify"]
    known = isinstance(seed, int) and not use.bound.unclear and not any(map(is_shared, given))
    if not known or not arrays or arrays[0].rows is None:
        return None
    return (seed, arrays[0].rows, *(v.const if v.known else ("value", identity(v)) for v in given))


def _across(use: Use, array: Value) -> Value | None:
    """``np.split(a, (4,), axis=1)``: every piece has all rows and some of the columns; None where rows are divided."""
    axis = use.bound.get(use.option("axis"))
    if axis.absent_or(0):
        return None
    whole = axis.state is ArgState.KNOWN
    rows = use.run.rows_of(array) if whole else R.step(array.rows, ("call", id(use.node)), "?")
    piece = array.with_(rows=rows, columns=None, column=None, base=None, items=None, parts=None, const=MISSING)
    sections = use.bound.value(use.option("sections"))
    if whole and sections is not None and sections.items is not None:
        pieces = tuple(piece.with_(label=False) for _ in range(len(sections.items) + 1))  # each is a value of its own
        return Value(kind="tuple", items=pieces, origin=use.node)
    return Value(kind="list", element=piece, origin=use.node)


def loaders(use: Use, held: Value) -> Value:
    """Loaders of fastai made from what was just read: a training part and a validation part."""
    split = ("split", id(use.node), "loaders")
    outputs = tuple(_cut(held, R.step(held.rows, split, side), (split, side), held.rows) for side in ("train", "val"))
    use.run.emit(Split(use.node, id=split, name=use.spec.name, inputs=(held,), outputs=outputs, shuffle=True))
    return held.with_(entries=dict(zip(("train", "valid"), outputs, strict=True)))


def _arrays(use: Use) -> tuple[Value, ...]:
    """What is split: the receiver, the argument that ``of`` names, or all positional arguments."""
    of = use.option("of")
    if of == "self" or (of is None and use.self_value is not None):
        return (use.self_value or Value(),)
    if of is not None:
        return (use.bound.value(of) or Value(),)
    rest = use.bound.value("arrays")
    return rest.items if rest is not None and rest.items else tuple(v for _, v in use.bound.args.positional)


def _cut(array: Value, rows: R.Rows | None, step: R.Step, main: R.Rows | None) -> Value:
    # Other rows of the same data, put beside these: ``x[:-1]`` and ``y[1:]``.
    apart = main is not None and array.rows is not None and array.rows != main
    kind, steps = array.kind, array.steps
    if kind == "instance":
        kind = "dataset"
    elif kind in ("indices", "iterator", "size"):
        kind, steps = "indices", R.chained(steps, step)  # positions were split: they select the parts of any array
    return array.with_(
        rows=rows, base=array.root, items=None, parts=None, const=MISSING, kind=kind, steps=steps,
        elsewhen=apart or array.elsewhen, made_of=() if apart else array.made_of,
    )  # fmt: skip


def _shuffle(use: Use) -> bool | None:
    option = use.option("shuffle")
    if isinstance(option, bool):
        return option
    if option is None:
        return True
    arg = use.bound.get(option)
    if arg.absent:
        return True
    if arg.state is ArgState.KNOWN:
        return bool(arg.const)
    return None


def folds(run: Run, node: ast.Call, splitter: Obj, args: Args) -> Value:
    """``splitter.split(X, y)``: pairs of index arrays that divide any array of the same length."""
    X = args.first()
    split = ("cv", node, run.context.calls)
    rows = run.rows_of(X) if args.positional else None
    train = Value(kind="indices", steps=((split, "fold-train"),), origin=node)
    test = Value(kind="indices", steps=((split, "fold-test"),), origin=node)
    event = Split(node, id=split, kind="cv", name=splitter.cls, inputs=tuple(v for _, v in args.positional))
    event.obj = splitter
    event.seed = splitter.param("random_state")
    event.shuffle = shuffles(splitter)
    event.rng = "numpy"
    parts = (R.step(rows, split, "fold-train"), R.step(rows, split, "fold-test"))
    event.outputs = tuple(X.with_(rows=p, base=X.root) for p in parts)
    run.emit(event)
    pair = Value(kind="tuple", items=(train, test))
    return Value(kind="iterator", element=pair, origin=node)


def folds_of(run: Run, node: ast.expr, iterable: Value) -> Value:
    """Splitters of old scikit-learn are iterated over: they know the number of rows already."""
    for obj in iterable.objs:
        if obj.is_a("splitter") and isinstance(obj.node, ast.Call):
            return folds(run, obj.node, obj, Args(obj.node))
    return iterable
