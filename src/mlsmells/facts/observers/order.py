"""Order that nothing fixes: of sets, hashes and directory listings. Where it begins and where it matters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.facts.domain.events import OrderUse, Rng
from mlsmells.facts.domain.kinds import Kind, OrderHow
from mlsmells.facts.domain.lattice import merge_effects
from mlsmells.facts.domain.loop_order import ORDERS
from mlsmells.facts.domain.set_contents import set_order
from mlsmells.facts.domain.values import Effect, Value
from mlsmells.facts.observers.finishing import beside
from mlsmells.facts.syntax.batches import goes_in_steps
from mlsmells.facts.syntax.walk import called_as, variable

if TYPE_CHECKING:
    from mlsmells.facts.state.state import Run


# Names of values: what a sorted listing is called, so that its last element is known for the newest file.
SORTED, REVERSED = "sorted listing", "reversed listing"
FEW = 20
_KEEPING = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return)
_TIMES = ("getctime", "getmtime", "st_mtime", "st_ctime")


def orders(value: Value) -> tuple[Effect, ...]:
    """The order effects of a value."""
    return tuple(e for e in value.effects if e.kind in ORDERS)


def of_iteration(node: ast.expr, iterable: Value) -> tuple[Effect, ...]:
    """The order in which a loop or comprehension goes over something; ``node`` is the expression."""
    if iterable.kind == "set":
        return (set_order(node, iterable),)
    return orders(iterable)


class Loop(NamedTuple):
    """A loop around: how many calls deep it runs, and the accidental order it goes in."""

    node: ast.AST
    depth: int
    effects: tuple[Effect, ...]


class OrderNotes:
    """The loops around, outermost first."""

    def __init__(self) -> None:
        self.loops: list[Loop] = []


def loop_began(run: Run, node: ast.For | ast.AsyncFor, iterable: Value) -> None:
    """A loop begins: what is collected in it gets its order."""
    run.notes[OrderNotes].loops.append(Loop(node, len(run.context.calls), of_iteration(node.iter, iterable)))


def loop_ended(run: Run) -> None:
    """The innermost loop is over."""
    run.notes[OrderNotes].loops.pop()


def settle(run: Run, effect: Effect) -> None:
    """The loops around no longer go in this accidental order (``dirs.sort()`` inside ``os.walk``)."""
    notes = run.notes[OrderNotes]
    notes.loops = [
        loop._replace(effects=tuple(e for e in loop.effects if e.node is not effect.node)) for loop in notes.loops
    ]


def without_order(value: Value, *, reverse: bool = False) -> Value:
    """The value put in a fixed order."""
    effects = tuple(e for e in value.effects if e.kind not in ORDERS)
    inner = value.element
    if inner is not None and inner.effects:
        inner = inner.with_(effects=tuple(e for e in inner.effects if e.kind not in ORDERS))
    kind: Kind = "list" if value.kind in ("listing", "set", "iterator", "dict") else value.kind
    name = (REVERSED if reverse else SORTED) if value.has("unsorted-listing") else value.name
    return value.with_(effects=effects, element=inner, kind=kind, name=name)


def use(run: Run, node: ast.AST, value: Value | None, how: OrderHow) -> None:
    """Record that the order of the value matters here, if nothing fixes it."""
    effect = value.has(*ORDERS) if value is not None else None
    if effect is not None:
        run.emit(OrderUse(node, how=how, effect=effect, value=value))


def positions_of(held: Value) -> Value:
    """``range(len(files))``: whoever draws from it draws from the files, in the order of their listing."""
    inner = held.element
    return inner if held.kind == "iterator" and inner is not None and inner.effects else held


def shuffled(value: Value, draw: Rng) -> tuple[Effect, ...]:
    """The effects of a value that is shuffled: the accidental order is there no more, but decides about the new one."""
    return tuple(e._replace(shuffle=draw) if e.kind in ORDERS else e for e in value.effects)


def drawn(run: Run, node: ast.AST, value: Value, draw: Rng) -> None:
    """``random.sample(files, n)``: a seed chooses the same places of another list. A few files only show some."""
    if _is_few(node):
        return
    for effect in orders(value):
        mixed = effect if draw.own else effect._replace(shuffle=draw)
        run.emit(OrderUse(node, how="split", effect=mixed, value=value))


def _is_few(node: ast.AST) -> bool:
    """The size of the sample is a small number that is written there."""
    if not isinstance(node, ast.Call):
        return False
    sizes = [*node.args[1:2], *(k.value for k in node.keywords if k.arg in ("k", "size"))]
    return any(isinstance(s, ast.Constant) and isinstance(s.value, int) and s.value <= FEW for s in sizes)


def taken_at_random(run: Run, node: ast.AST, held: Value, draw: Rng | ast.AST) -> None:
    """Batches come in an order that is drawn (the call that draws it): from here on no other matters."""
    for effect in orders(held):
        run.emit(OrderUse(node, how="shuffled", effect=effect._replace(shuffle=draw), value=held))


def fit(run: Run, node: ast.AST, X: Value | None, y: Value | None) -> None:
    """A model is fitted: the order of its rows and of its columns matters."""
    if X is None:
        return
    beside(run, node, (X, y))
    effect = X.has("column-order")
    if effect is not None:
        run.emit(OrderUse(node, how="columns", effect=effect._replace(kind="set-order"), value=X))
    use(run, node, X, "dataset")


def chooses(run: Run, node: ast.AST, held: Value | None) -> None:
    """Lists of columns that an object is given, also inside tuples: their order is that of the features."""
    if held is None:
        return
    if held.has("set-order"):
        use(run, node, held, "columns")
    elif held.kind in ("list", "tuple"):
        for inner in held.items or ():
            chooses(run, node, inner)


def saved(run: Run, node: ast.AST, held: Value | None) -> None:
    """What is written keeps its order, also that of a list in a list, a tuple or a dict."""
    use(run, node, held, "write")
    if held is not None and held.kind in ("list", "tuple", "dict"):
        for inner in (*(held.items or ()), *(held.entries or {}).values()):
            use(run, node, inner, "write")


def columns_of(index: Value) -> tuple[Effect, ...]:
    """Columns chosen in the order of a set."""
    return tuple(e._replace(kind="column-order") for e in index.effects if e.kind == "set-order")


def bucket(run: Run, node: ast.AST, left: Value) -> None:
    """``hash(text) % n``: a bucket, or a seed, that is another one in the next run.

    In ``__hash__`` it is nobody's business, nor in a name that the time or a drawn number makes unlike all others.
    """
    effect = left.has("hash")
    inside = run.context.function.rpartition(".")[2]
    if effect is not None and effect.note != "keys" and inside != "__hash__" and not _in_passing_name(run, node):
        doubted = effect if effect.note == "texts" else effect._replace(may=True)
        run.emit(OrderUse(node, how="seed" if _seeds(run, node) else "bucket", effect=doubted, value=left))


_PASSING = frozenset(
    "timestamp time time_ns now utcnow today strftime isoformat perf_counter monotonic uuid1 uuid4 urandom token_hex "
    "randint getpid".split()
)


def _in_passing_name(run: Run, node: ast.AST) -> bool:
    """``f"log_{time.time()}_{hash(text) % 1000}"``"""
    for text in ast.walk(run.statement) if run.statement is not None else ():
        if isinstance(text, (ast.JoinedStr, ast.BinOp)):
            inside = list(ast.walk(text))
            if any(n is node for n in inside) and text is not node:
                return any(isinstance(n, ast.Call) and called_as(n.func) in _PASSING for n in inside)
    return False


_SEEDED = frozenset({"RandomState", "default_rng", "Random", "PRNGKey"})


def _seeds(run: Run, node: ast.AST) -> bool:
    """The number is cut to what a seed may be: ``np.random.seed(hash(text) % 2**32)``, ``seed = hash(text) % 100``."""
    statement = run.statement
    if isinstance(statement, ast.Assign) and statement.value is node:
        return any("seed" in called_as(target).lower() for target in statement.targets)
    for call in ast.walk(statement) if statement is not None else ():
        if isinstance(call, ast.Call) and node in call.args:
            return "seed" in called_as(call.func).lower() or called_as(call.func) in _SEEDED
        if isinstance(call, ast.keyword) and call.value is node:
            return call.arg is not None and ("seed" in call.arg or call.arg == "random_state")
    return False


def paired(run: Run, node: ast.AST, values: list[Value]) -> None:
    """Two listings side by side: their elements belong together only if both are sorted.

    What comes from the same listings is in step: lists that one loop fills.
    """
    listed = {id(e.node): e for v in values for e in v.effects if e.kind == "unsorted-listing"}
    begun = [{id(e.node) for e in v.effects if e.kind == "unsorted-listing"} for v in values]
    beside(run, node, values)
    others = {id(v) for v in values if v.name in (SORTED, REVERSED)}
    if (others and listed) or any(a - b and b - a for a in begun for b in begun):
        for effect in listed.values():
            run.emit(OrderUse(node, how="zip", effect=effect))


def cut(run: Run, node: ast.AST, index: ast.Slice, holder: Value) -> None:
    """``files[:n]`` that is kept: a selection. A slice that is printed, or a few files, only show some."""
    upper = index.upper
    if isinstance(upper, ast.Constant) and isinstance(upper.value, int) and upper.value <= FEW:
        return
    if any(goes_in_steps(loop.node, index) for loop in run.notes[OrderNotes].loops):
        return
    kept = getattr(run.statement, "value", None) if isinstance(run.statement, _KEEPING) else None
    if any(part is node for part in _parts(kept)):
        use(run, node, holder, "slice")


def _parts(kept: ast.expr | None) -> Iterator[ast.expr]:
    """What is kept, part by part: of a tuple, a list, a dict, an object that is made of it."""
    match kept:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
            for part in parts:
                yield from _parts(part)
        case ast.Call(func=function, args=parts) if called_as(function)[:1].isupper():
            yield from parts
        case ast.expr():
            yield kept


def seed(run: Run, node: ast.AST, value: Value) -> None:
    """A seed made from ``hash()`` of a text is no seed."""
    effect = value.has("hash")
    if effect is not None and effect.note == "texts":
        run.emit(OrderUse(node, how="seed", effect=effect, value=value))


def newest(run: Run, node: ast.Call, held: Value) -> tuple[Effect, ...]:
    """``max(files, key=os.path.getmtime)``: whatever file is newest. ``asked``: where the file asks."""
    key = next((k.value for k in node.keywords if k.arg == "key"), None)
    by_time = key is not None and any(word in ast.unparse(key) for word in _TIMES)
    listed = held.kind == "listing" or held.has("unsorted-listing") is not None or held.name == SORTED
    return _newest(run, node) if listed and (by_time or key is None) else ()


def last_of(run: Run, node: ast.AST, holder: Value, index: object) -> tuple[Effect, ...]:
    """``sorted(files)[-1]``."""
    last = (holder.name == SORTED and index == -1) or (holder.name == REVERSED and index == 0)
    return _newest(run, node) if last else ()


def _newest(run: Run, node: ast.AST) -> tuple[Effect, ...]:
    asked = run.context.here[-1] if run.context.here else node
    return (Effect("newest", node, asked=asked),)


def accumulates(run: Run, node: ast.Call) -> str:
    """``df = pd.concat([df, part])`` in a loop: the variable whose rows get the loop's order."""
    if not run.context.loops or not isinstance(run.statement, ast.Assign):
        return ""
    targets = {variable(t) for t in run.statement.targets} - {""}
    return next((variable(n) for n in ast.walk(node) if variable(n) in targets), "")


def _made_anew(loop: ast.AST, name: str) -> bool:
    """Each turn of the loop begins with another object of this name, so that nothing outlives a turn."""
    for statement in getattr(loop, "body", ()) if name else ():
        if isinstance(statement, ast.Assign) and any(variable(t) == name for t in statement.targets):
            return all(variable(n) != name for n in ast.walk(statement.value))
    return False


def collected(run: Run, holder: Value, name: str = "") -> tuple[Effect, ...]:
    """The order that what is collected in ``holder`` (``name``) gets from the loops that began after it was made."""
    made = getattr(holder.origin, "lineno", 0)
    depth = len(run.context.calls)
    found: list[tuple[Effect, ...]] = []
    for loop in run.notes[OrderNotes].loops:
        inside = getattr(loop.node, "lineno", 0) <= made <= (getattr(loop.node, "end_lineno", 0) or 0)
        if loop.depth == depth and not inside and not _made_anew(loop.node, name):
            found.append(loop.effects)
    return merge_effects(*found)
