"""What the interpreter saw, as text: for authors of rules and users with a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain import events as E
from mlsmells.facts.domain import table_events as T
from mlsmells.facts.domain.values import Arg
from mlsmells.facts.record.describe import (
    Names,
    describe_arg,
    describe_given,
    describe_rows,
    describe_thing,
    describe_value,
)

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


# Their details begin with the object itself.
_NAMING = (E.Fit, E.Apply, E.Predict)


def _around(event: E.Event) -> Iterator[str]:
    """What it is called on and with, and where it stands: ``on model (lr=0.1) conditional loop@6>7 in train``."""
    if event.receiver is not None and not isinstance(event, _NAMING):
        yield f"on {describe_thing(event.receiver)}"
    given = [f"{name}={describe_given(arg)}" for name, arg in _other_arguments(event)]
    if getattr(event, "unclear", False):
        given.append("…")  # star arguments may hold more
    if given:
        yield f"({', '.join(given)})"
    if event.branch:
        yield "(conditional)"
    if event.loops:
        yield "loop@" + ">".join(str(getattr(loop, "lineno", "?")) for loop in event.loops)
    if event.function:
        yield f"in {event.function}"


def _other_arguments(event: E.Event) -> Iterator[tuple[str, Arg]]:
    """The arguments that the details do not describe already."""
    args: dict[str, Arg] = getattr(event, "args", {})
    told = {id(getattr(event, name, None)) for name in ("X", "y")}
    return ((name, arg) for name, arg in args.items() if id(arg.value) not in told)


def _details(event: E.Event, names: Names) -> str:
    for describe in (_of_data, _of_models, _of_tables, _of_the_rest):
        found = describe(event, names)
        if found is not None:
            return found
    return getattr(event, "name", "")


def _of_data(event: E.Event, names: Names) -> str | None:
    match event:
        case E.Read():
            return f"{event.name} {event.path!r} -> {describe_value(event.out, names)}"
        case E.Write():
            return f"{event.name} {event.path!r} {event.what}"
        case E.Split():
            seed = describe_arg(event.seed)
            ins = ", ".join(describe_value(v, names) for v in event.inputs)
            return f"{names.split(event.id)} {event.kind} {event.name} seed={seed} shuffle={event.shuffle} of {ins}"
        case E.Resample():
            return f"{event.name} {event.how} {describe_value(event.X, names)}"
        case E.ColStat():
            return f"{event.name} of {describe_value(event.X, names)}"
    return None


def _of_models(event: E.Event, names: Names) -> str | None:
    match event:
        case E.Fit():
            watched = "".join(f" {k}={describe_value(v, names)}" for k, v in event.watched.items())
            return f"{event.obj.short} X={describe_value(event.X, names)} y={describe_value(event.y, names)}{watched}"
        case E.Apply():
            return f"{event.obj.short} {describe_value(event.X, names)} -> {describe_value(event.out, names)}"
        case E.Predict():
            fits = ",".join(str(f.line) for f in event.fits)
            return f"{event.obj.short}.{event.method} {describe_value(event.X, names)} fitted@{fits or '?'}"
        case E.Metric():
            rows = describe_rows(event.rows, names)
            true, pred = describe_value(event.true, names), describe_value(event.pred, names)
            return f"{event.name} rows={rows} true={true} pred={pred}"
        case E.WatchedScore():
            return f"{event.name} of fit@{event.fit.line}"
        case E.Choice():
            ways = sorted({how for _, how in event.uses})
            return f"{event.how} of scores@{_lines(event.scores)} used={','.join(ways) or 'never'}"
        case E.Shown():
            return f"{event.how} scores@{_lines(tuple(e.event for e in event.effects))}"
        case E.CrossValidation():
            estimator = event.estimator.short if event.estimator else "?"
            return f"{event.name} {estimator} X={describe_value(event.X, names)}"
    return None


def _of_tables(event: E.Event, names: Names) -> str | None:
    match event:
        case T.Lost():
            return f"{event.how} {event.name} {describe_value(event.value, names)}"
        case T.NanComparison():
            return f"{event.nan} {'!=' if event.negated else '=='} {describe_value(event.other, names)}"
        case T.Filled():
            return f"{event.name} of {describe_value(event.X, names)} with {describe_value(event.value, names)}"
        case T.Merged():
            return f"{event.name} {describe_value(event.X, names)} with {describe_value(event.other, names)}"
        case T.TableEvent():
            checked = " asserted" if isinstance(event, T.Inspected) and event.asserts else ""
            return f"{event.name} {describe_value(event.X, names)}{checked}"
    return None


def _lines(scores: tuple[E.Event, ...]) -> str:
    return ",".join(dict.fromkeys(str(score.line) for score in scores))


def _of_the_rest(event: E.Event, names: Names) -> str | None:
    match event:
        case E.Seed():
            return f"{'+'.join(sorted(event.libs))} {describe_arg(event.value)}{' clock' if event.clock else ''}"
        case E.Rng():
            own = " own" if event.own else ""
            return (
                f"{event.lib} {event.what} seed={describe_arg(event.seed)}{own}{' training' if event.training else ''}"
            )
        case E.OrderUse():
            return f"{event.how} of {getattr(event.effect, 'kind', '?')}@{getattr(event.effect, 'line', '?')}"
        case E.Entity():
            return f"{event.how} {event.column or '-'}"
        case E.Import():
            return "." * event.level + event.module
        case E.Call():
            return f"{event.name} {' '.join(sorted(event.tags))}{' presumed' if event.presumed else ''}"
        case E.Backward():
            return f"{event.name} of {describe_value(event.loss, names)}"
        case E.Escape():
            return f"to {event.name or '?'}: {', '.join(describe_thing(thing) for thing in event.things)}"
    return None


def lines(facts: Facts) -> Iterator[str]:
    """The facts of a file: its role, its events in program order, and what its names hold at the end."""
    names = Names()
    yield f"role {facts.role}"
    yield f"libraries {' '.join(sorted(facts.packages)) or '-'}"
    if not facts.complete:
        yield "incomplete: over budget, the rest is unknown"
    for event in facts.events:
        place = facts.source.place(event.line)
        where = f"cell {place.cell}:{place.line}" if place.cell is not None else f"{place.line}"
        yield " ".join(filter(None, [f"{where}: {type(event).__name__}", _details(event, names), *_around(event)]))
    for name, value in facts.module_values.items():
        if value.kind not in ("lib", "function", "class") and not name.startswith("__"):
            yield f"{name} = {describe_value(value, names)}"
