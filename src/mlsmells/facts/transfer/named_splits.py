"""Parts of data that a library knows by name: ``split="train[:80%]"``, ``subset="validation"``, ``ds["test"]``.

Two reads of the same data set, or of the same folder, are the same rows.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Listing, Split
from mlsmells.facts.domain.strings import path_text
from mlsmells.facts.domain.values import ABSENT, MISSING, Arg, Value, identity
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.words import words_of
from mlsmells.facts.transfer.common import path_key
from mlsmells.facts.transfer.splits import note_cut, note_split

if TYPE_CHECKING:
    from mlsmells.facts.domain.arguments import Bound
    from mlsmells.facts.domain.objects import Obj
    from mlsmells.facts.state.use import Use
    from mlsmells.knowledge import ClassSpec

# How the parts are called, and what they are for.
_ROLES = {
    "train": "train", "training": "train", "test": "test", "testing": "test",
    "val": "val", "valid": "val", "validation": "val", "dev": "val", "eval": "val",
}  # fmt: skip
_SPLIT = regex(r"([\w.-]+)(?:\[([^:\]]*):([^:\]]*)\])?")
NAMED = "named parts"
WHOLE = "a data set with named parts"


class SourceNotes:
    """The rows of data sets and folders that are read in several parts."""

    def __init__(self) -> None:
        self.rows: dict[object, R.Rows] = {}


def same_source(use: Use) -> R.Rows:
    """The rows of what is read; the same again when it is surely the same data set or folder."""
    key = _key(use)
    if key is None:
        return use.run.fresh_rows()
    known = use.run.notes[SourceNotes].rows
    if key not in known:
        known[key] = use.run.fresh_rows()
    return known[key]


def _key(use: Use) -> object:
    if use.option("subset"):
        key = path_key(use.run, use.bound, use.option("path"))
        return ("folder", key) if key else None
    if not use.option("split"):
        path = use.bound.get(use.option("path")).const
        # The same call reached again, with the same file.
        return ("read", id(use.node), path) if isinstance(path, str) else None
    if use.bound.unclear:
        return None
    key_parts: list[object] = [use.spec.name]
    for name in ("path", "name", "data_dir", "data_files"):
        arg = use.bound.get(name)
        if arg.absent:
            continue
        if not isinstance(arg.const, str):
            return None
        key_parts.append((name, arg.const))
    return tuple(key_parts)


def named_parts(use: Use, whole: Value) -> Value:
    """What the call gives of the whole that it reads."""
    if use.option("subset"):
        return subset_of(use, whole)
    given = use.bound.value(use.option("split"))
    if given is None and use.option("default"):
        given = Value(kind="text", const=use.option("default"))
    if given is None or given.kind == "none":
        out = whole if use.bound.unclear else whole.with_(name=WHOLE)
    elif given.items is not None:
        out = Value(kind="tuple", items=tuple(_by_text(use, whole, i) for i in given.items))
    else:
        out = _by_text(use, whole, given)
    info = use.bound.get("with_info")
    return Value(kind="tuple", items=(out, Value())) if info.is_const(True) else out


def _by_text(use: Use, whole: Value, given: Value) -> Value:
    text = given.const
    if not isinstance(text, str):
        return whole.with_(rows=R.step(whole.rows, ("named", identity(given)), "some"), base=whole)
    found = [_SPLIT.fullmatch(piece.strip()) for piece in text.split("+")]
    rows = R.union(_piece(use.run, use.node, whole, m) if m is not None else None for m in found)
    if rows is None:
        rows = R.step(whole.rows, ("named", text), "some")
    return whole.with_(rows=rows, base=whole)


def _piece(run: Run, node: ast.AST, whole: Value, match: re.Match[str]) -> R.Rows | None:
    name, low, high = match[1], match[2] or "", match[3] or ""
    rows = whole.rows if name == "all" else named_part(run, node, whole, name).rows
    if low and high:
        return R.step(rows, ("cut", f"{low}:{high}"), "middle")
    if low or high:
        return R.step(rows, ("cut", low or high), "tail" if low else "head")
    return rows


def named_part(run: Run, node: ast.AST, whole: Value, name: str) -> Value:
    """The part of a data set that the library calls so."""
    split = (NAMED, *(source for source, _ in R.ordered(whole.rows)))
    note_cut(run, node, split, "library", whole)
    return whole.with_(rows=R.step(whole.rows, split, _ROLES.get(name, name)), base=whole.root, name="")


def named_array(run: Run, node: ast.AST, whole: Value, name: str) -> Value:
    """``np.load("a.npz")["x_test"]``: an array of its own, with the rows of the part that its name says."""
    roles = {_ROLES[word] for word in words_of(name) if word in _ROLES}
    part = named_part(run, node, whole, roles.pop()) if len(roles) == 1 else whole
    return Value(kind="array", rows=part.rows, read=whole.read, effects=whole.effects)


def bundled_part(run: Run, node: ast.AST, obj: Obj, held: Value) -> Value:
    """``MNIST("d", train=False)``: the part of a library's data set that an argument asks for, by a constant."""
    role = obj.spec.options.get("role") if obj.spec is not None else None
    if not isinstance(role, dict) or obj.unclear or obj.spec is None:
        return held
    asked = obj.param(str(role.get("arg")))
    const = role.get("default") if asked.absent else asked.const
    if isinstance(const, bool):
        const = "train" if const else "test"
    if not isinstance(const, str) or const not in _ROLES.values():
        return held  # a part of its own, or one that is not known
    known = run.notes[SourceNotes].rows
    key = ("bundled", obj.cls)
    if key not in known:
        known[key] = run.fresh_rows()
    return named_part(run, node, held.with_(kind="dataset", rows=known[key], const=MISSING), const)


def of_folder(run: Run, node: ast.AST, spec: ClassSpec, bound: Bound, held: Value) -> Value:
    """``ImageFolder(path)``: the rows of the folder, the same whenever it is read; the part that its name says."""
    name = spec.options["reads"]
    path = bound.value(name)
    run.emit(Listing(node, name=spec.name, path=path_text(path), config=path is not None and path.config))
    key = path_key(run, bound, name)
    if key:
        known = run.notes[SourceNotes].rows
        if ("folder", key) not in known:
            known["folder", key] = run.fresh_rows()
        held = held.with_(rows=known["folder", key], const=MISSING)
    return folder_part(run, node, held, path_text(path))


def folder_part(run: Run, node: ast.AST, held: Value, path: str | None) -> Value:
    """``ImageFolder("images/test")``: rows that stand in a folder for the test or the validation part.

    What is in a folder called train is all that there is to divide: it stays a source of its own.
    """
    last = (path or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    roles = {_ROLES[word] for word in words_of(last) if word in _ROLES}
    if len(roles) != 1 or "train" in roles:
        return held
    whole = held if held.rows is not None else held.with_(rows=run.fresh_rows(), const=MISSING)
    return named_part(run, node, whole, roles.pop())


def subset_of(use: Use, whole: Value) -> Value:
    """``validation_split=0.2, subset="training"``: drawn with the seed; equal seeds give two parts of one split."""
    subset = use.bound.get(use.option("subset"))
    seed = use.bound.get(use.option("seed")) if use.option("rng") else ABSENT
    if subset.absent or subset.is_const(None):
        return whole
    if not isinstance(subset.const, str):
        return whole.with_(rows=R.step(whole.rows, ("subset", id(use.node)), "some"), base=whole.root)
    split = ("subset", *(source for source, _ in R.ordered(whole.rows)), _seed_key(seed))
    sides = {"train": _side(whole, split, "train"), "val": _side(whole, split, "val")}
    if note_split(use.run, split):
        event = Split(use.node, id=split, kind="random", name=use.spec.name, inputs=(whole,), seed=seed)
        event.outputs, event.shuffle = tuple(sides.values()), bool(use.option("rng"))
        use.run.emit(event)
    if subset.const == "both":
        return Value(kind="tuple", items=tuple(sides.values()))
    return sides["val" if subset.const.startswith("val") else "train"]


def _side(whole: Value, split: object, side: str) -> Value:
    return whole.with_(rows=R.step(whole.rows, split, side), base=whole.root)


def _seed_key(seed: Arg) -> object:
    if seed.absent:
        return None
    return seed.const if isinstance(seed.const, int) else ("value", identity(seed.value))


def labelled_row(use: Use, whole: Value) -> Value | None:
    """An element that is an example with its label: folders of classes, ``as_supervised=True``."""
    supervised = use.bound.get("as_supervised").is_const(True)
    folder = use.option("subset") and not use.bound.get("label_mode").is_const(None)
    if not supervised and not folder:
        return None
    return Value(kind="tuple", items=(Value(rows=whole.rows), Value(rows=whole.rows)), rows=whole.rows)
