"""Joining the values of two branches, and of the elements of a container.

``join`` is idempotent, commutative and associative, and what is joined never knows more than either side: rows and
constants are lost or get more, what surely happened becomes what may have happened. What remains of the order:

- objects, effects, hints and predictions are kept in order of appearance, up to a limit each;
- of two statistics of the same rows (one subject, two places) the first stands for both;
- of two imports the first is followed, the other is its ``base``;
- a number that hits are counted in becomes ``residual``, beside another number it does not: not associative.

An unknown value is one of which nothing is known, whichever it is: joined with it, no rows and no kind are left. None
and an empty list are no values of another kind: they leave everything, and None leaves a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from mlsmells.facts.domain import column_lineage
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.limits import MAX_ITEMS, MAX_PREDICTIONS
from mlsmells.facts.domain.values import MISSING, UNKNOWN, Columns, Effect, Hint, Value

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Predict

MAX_OBJS = 8
MAX_EFFECTS = 16


def merge_effects(*groups: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """All effects once, in order of appearance."""
    filled = [g for g in groups if g]
    if not filled:
        return ()
    if len(filled) == 1 or all(g is filled[0] for g in filled):
        return filled[0]
    seen: dict[object, Effect] = {}
    for group in filled:
        for effect in group:
            before = seen.setdefault(effect.subject, effect)
            if before.may and not effect.may:  # what surely happened tells more than what may have
                seen[effect.subject] = effect
    if len(seen) <= MAX_EFFECTS:
        return tuple(seen.values())
    # Of invented data, where each number was drawn says the least.
    return tuple(sorted(seen.values(), key=lambda effect: effect.kind == "drawn")[:MAX_EFFECTS])


def merge_hints(*groups: tuple[Hint, ...]) -> tuple[Hint, ...]:
    """All hints once, in order of appearance."""
    filled = [g for g in groups if g]
    if len(filled) < 2:
        return filled[0] if filled else ()
    return tuple({(h.kind, id(h.node)): h for g in filled for h in g}.values())[:MAX_EFFECTS]


def merge_predictions(*values: Value) -> tuple[Predict, ...]:
    """The predictions behind all of these, each once."""
    held = [v.predictions for v in values if v.predictions]
    return _limited(tuple(chain.from_iterable(held))) if len(held) > 1 else held[0] if held else ()


def _limited(predictions: tuple[Predict, ...]) -> tuple[Predict, ...]:
    return tuple(dict.fromkeys(predictions))[:MAX_PREDICTIONS]


def _join_effects(a: Value, b: Value) -> tuple[Effect, ...]:
    if a.effects is b.effects:
        return a.effects
    sure = {e.key for e in a.effects if not e.may} & {e.key for e in b.effects if not e.may}
    merged = merge_effects(a.effects, b.effects)
    return tuple(e if e.may or e.key in sure else e._replace(may=True) for e in merged)


def _join_columns(a: Columns, b: Columns) -> Columns:
    if a == b:
        return a
    # A column that only one way keeps may be gone: do not claim that it is still there.
    known = b.known if a.known is None else a.known if b.known is None else a.known & b.known
    only = a.only if a.only == b.only else (a.only or b.only) if not (a.only and b.only) else "?"
    return Columns(known, a.dropped | b.dropped, only)


# What was joined already inside the two containers that are being joined: they may hold one value many times.
Seen = dict[tuple[int, int], Value]


def join(a: Value, b: Value, seen: Seen | None = None) -> Value:
    """What is known whichever of the two it is."""
    if a is b:
        return a
    if seen is not None and (id(a), id(b)) in seen:
        return seen[id(a), id(b)]
    out = _joined(a, b, seen)
    if seen is not None:
        seen[id(a), id(b)] = out
    return out


def _joined(a: Value, b: Value, seen: Seen | None) -> Value:
    if a.kind == "imported" or b.kind == "imported":  # try: one import, except ImportError: another
        first, second = (a, b) if a.kind == "imported" else (b, a)
        return first.with_(base=second)
    if (a.kind == "none") != (b.kind == "none"):
        return _doubted(b if a.kind == "none" else a)
    if (a.items == ()) != (b.items == ()):  # an empty list says nothing of what will be in it
        empty, known = (a, b) if a.items == () else (b, a)
        return _doubted(known) if empty.may else known
    mine, theirs = a.stored, b.stored
    out = {n: v for n, v in mine.items() if n in _ALIKE and n in theirs and (v is theirs[n] or v == theirs[n])}
    if a.root is b.root:
        out["base"] = a.root  # the one may be what the other was taken from
    if (a.lineage or b.lineage) and "lineage" not in out:
        out["lineage"] = column_lineage.either(a.lineage or {}, b.lineage or {})
    if "ref" not in out and _built_alike(a, b):
        out["ref"] = b.ref
    _join_known(out, a, b)
    _join_marks(out, mine, theirs)
    if not _HOLDING.isdisjoint(mine) or not _HOLDING.isdisjoint(theirs):
        _join_elements(out, a, b, {} if seen is None else seen)
    return Value(**out)


def _built_alike(a: Value, b: Value) -> bool:
    """Two objects that one place in a loop builds: what is asked of one may be asked of the other."""
    if a.kind != "instance" or b.kind != "instance":
        return False
    node = getattr(a.ref, "node", None)
    return node is not None and node is getattr(b.ref, "node", None) and a.ref.klass is b.ref.klass


# What is kept where both know the same.
_ALIKE = frozenset(
    {"name", "ref", "steps", "origin", "column", "base", "read", "row", "made_of", "lineage", "place", "parts"}
)
# What it is enough for one to know, and what holds others.
_EITHER = ("label", "config", "elsewhen")
_HOLDING = frozenset({"items", "element", "entries"})


def _join_known(out: dict[str, Any], a: Value, b: Value) -> None:
    """Kind, rows, effects, columns, constant, objects: what most values know."""
    out["kind"] = a.kind if a.kind == b.kind else _counted(a, b) or _counted(b, a) or _named(a, b)
    out["may"] = a.may or b.may or bool(a.objs) != bool(b.objs)
    out["rows"] = a.rows
    if a.rows != b.rows:
        out["rows"], out["may"] = R.union((a.rows, b.rows)), True
    if a.effects or b.effects:
        out["effects"] = _join_effects(a, b)
    if a.columns is not None and b.columns is not None:
        out["columns"] = _join_columns(a.columns, b.columns)
    if a.objs or b.objs:
        out["objs"] = tuple(dict.fromkeys(a.objs + b.objs))[:MAX_OBJS]
    if a.known and b.known and type(a.const) is type(b.const) and a.const == b.const:
        out["const"] = a.const


def _join_marks(out: dict[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    for name in _EITHER:
        if mine.get(name) or theirs.get(name):
            out[name] = True
    if mine.get("plain") and theirs.get("plain"):
        out["plain"] = True
    if "targets" in mine or "targets" in theirs:
        out["targets"] = mine.get("targets", frozenset()) | theirs.get("targets", frozenset())
    if "hints" in mine or "hints" in theirs:
        out["hints"] = merge_hints(mine.get("hints", ()), theirs.get("hints", ()))
    if "predictions" in mine or "predictions" in theirs:
        out["predictions"] = _limited(mine.get("predictions", ()) + theirs.get("predictions", ()))


def _doubted(value: Value) -> Value:
    """The value, or something else of which nothing needs to be known."""
    return value.with_(may=True, const=MISSING)


def _counted(start: Value, held: Value) -> Kind:
    """The kind of a sum that began as a number."""
    return held.kind if held.kind == "residual" and isinstance(start.const, (int, float)) else ""


def _named(a: Value, b: Value) -> Kind:
    """``if not chosen: chosen = df.columns``: names of columns, some or all of them."""
    return "list" if {a.kind, b.kind} == {"list", "columns"} and None in (a.rows, b.rows) else ""


def _join_elements(known: dict[str, Any], a: Value, b: Value, seen: Seen) -> None:
    keyed = a.entries is not None and b.entries is not None
    if a.items is not None and b.items is not None and len(a.items) == len(b.items):
        known["items"] = tuple(join(x, y, seen) for x, y in zip(a.items, b.items, strict=True))
    elif a.element or b.element or a.items or b.items or (not keyed and (a.entries or b.entries)):
        known["element"] = join_all([e for e in (element(a), element(b)) if e is not None])
    if a.entries is not None and b.entries is not None:
        known["entries"] = {
            k: join(a.entries[k], b.entries[k], seen) if k in a.entries and k in b.entries else v
            for k, v in {**a.entries, **b.entries}.items()
        }
        known["may"] = known["may"] or a.entries.keys() != b.entries.keys()
    elif a.entries is not None or b.entries is not None:
        known["may"] = True


def join_all(values: Iterable[Value]) -> Value:
    """The join of all of them, unknown if there are none."""
    out: Value | None = None
    for value in values:
        out = value if out is None else join(out, value)
    return UNKNOWN if out is None else out


def element(value: Value) -> Value | None:
    """Any element of a container."""
    if value.element is not None:
        return value.element
    if value.items:
        return join_all(value.items)
    if value.entries:
        return join_all(value.entries.values())
    return None


def unlisted(value: Value) -> Value:
    """The container with elements that are not known one by one any more."""
    return value.with_(items=None, entries=None, element=element(value))


def listed(value: Value) -> Value:
    """The container that was put together of others, if it has not become too large to know each element."""
    size = len(value.items or ()) + len(value.entries or ())
    return value if size <= MAX_ITEMS else unlisted(value)
