"""What the interpreter saw, as text: for authors of rules and users with a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain import events as E
from mlsmells.facts.domain import table_events as T
from mlsmells.facts.domain.rows import Atom, Rows
from mlsmells.facts.domain.values import Arg, ArgState, Value

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


class _Names:
    """Short stable names for sources and splits, in order of appearance."""

    def __init__(self) -> None:
        self.sources: dict[int, str] = {}
        self.splits: dict[object, str] = {}

    def source(self, number: int) -> str:
        return self.sources.setdefault(number, f"D{len(self.sources) + 1}")

    def order(self, atom: Atom) -> tuple[object, ...]:
        """Sources by number, then the steps by the names they have so far: the same on every run."""
        source, path = atom
        steps = tuple((self.splits.get(split) or f"~{split!r}", part) for split, part in path)
        return source, len(path), tuple((len(name), name, part) for name, part in steps)

    def split(self, split: object) -> str:
        return self.splits.setdefault(split, f"S{len(self.splits) + 1}")


def describe_rows(rows: Rows | None, names: _Names) -> str:
    """``D1/S1.train`` for each atom; ``?`` for unknown rows."""
    if rows is None:
        return "?"
    texts = []
    for source, path in sorted(rows, key=names.order):
        steps = "".join(f"/{names.split(split)}.{part}" for split, part in path)
        texts.append(names.source(source) + steps)
    return "+".join(texts)


def describe_value(value: Value | None, names: _Names) -> str:
    """Kind, rows, column, effects and constant of a value."""
    if value is None:
        return "-"
    words: list[str] = [value.kind or "unknown"]
    if value.objs:
        words.append("|".join(o.short for o in value.objs))
    if value.rows is not None:
        words.append(describe_rows(value.rows, names))
    if value.column:
        words.append(f"column={value.column}")
    if value.columns is not None and (value.columns.known is not None or value.columns.dropped):
        known = sorted(value.columns.known) if value.columns.known is not None else "all"
        words.append(
            f"columns={known} without={sorted(value.columns.dropped)}" if value.columns.dropped else f"columns={known}"
        )
    words.extend(f"{e.kind}@{e.line}{'?' if e.may else ''}" for e in value.effects)
    words.extend(_made(value))
    if value.known and value.const is not None:
        words.append(repr(value.const)[:60])
    return " ".join(words)


def _made(value: Value) -> Iterator[str]:
    """What its columns were made of, and what shows how its rows belong together."""
    for column, made in (value.lineage or {}).items():
        yield f"{column}<-{','.join(sorted(o.column for o in made.sources))}"
    if value.made_of:
        yield f"from={','.join(sorted({o.column for o in value.made_of}))}"
    if value.hints:
        yield f"hints={','.join(sorted({h.kind for h in value.hints}))}"


def _arg(arg: Arg) -> str:
    return repr(arg.const) if arg.state is ArgState.KNOWN else arg.state.value


def _details(event: E.Event, names: _Names) -> str:
    for describe in (_of_data, _of_models, _of_tables, _of_the_rest):
        found = describe(event, names)
        if found is not None:
            return found
    return getattr(event, "name", "")


def _of_data(event: E.Event, names: _Names) -> str | None:
    match event:
        case E.Read():
            return f"{event.name} {event.path!r} -> {describe_value(event.out, names)}"
        case E.Write():
            return f"{event.name} {event.path!r} {event.what}"
        case E.Split():
            seed = _arg(event.seed)
            ins = ", ".join(describe_value(v, names) for v in event.inputs)
            return f"{names.split(event.id)} {event.kind} {event.name} seed={seed} shuffle={event.shuffle} of {ins}"
        case E.Resample():
            return f"{event.name} {event.how} {describe_value(event.X, names)}"
        case E.ColStat():
            return f"{event.name} of {describe_value(event.X, names)}"
    return None


def _of_models(event: E.Event, names: _Names) -> str | None:
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
        case E.Choice():
            ways = sorted({how for _, how in event.uses})
            return f"{event.how} of scores@{_lines(event.scores)} used={','.join(ways) or 'never'}"
        case E.Shown():
            return f"{event.how} scores@{_lines(tuple(e.event for e in event.effects))}"
        case E.CrossValidation():
            estimator = event.estimator.short if event.estimator else "?"
            return f"{event.name} {estimator} X={describe_value(event.X, names)}"
    return None


def _of_tables(event: E.Event, names: _Names) -> str | None:
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


def _of_the_rest(event: E.Event, names: _Names) -> str | None:
    match event:
        case E.Seed():
            return f"{'+'.join(sorted(event.libs))} {_arg(event.value)}{' clock' if event.clock else ''}"
        case E.Rng():
            own = " own" if event.own else ""
            return f"{event.lib} {event.what} seed={_arg(event.seed)}{own}{' training' if event.training else ''}"
        case E.OrderUse():
            return f"{event.how} of {getattr(event.effect, 'kind', '?')}@{getattr(event.effect, 'line', '?')}"
        case E.Entity():
            return f"{event.how} {event.column or '-'}"
        case E.Import():
            return "." * event.level + event.module
        case E.Call():
            return f"{event.name} {' '.join(sorted(event.tags))}"
    return None


def lines(facts: Facts) -> Iterator[str]:
    """The facts of a file: its role, its events in program order, and what its names hold at the end."""
    names = _Names()
    yield f"role {facts.role}"
    yield f"libraries {' '.join(sorted(facts.packages)) or '-'}"
    if not facts.complete:
        yield "incomplete: over budget, the rest is unknown"
    for event in facts.events:
        place = facts.source.place(event.line)
        where = f"cell {place.cell}:{place.line}" if place.cell is not None else f"{place.line}"
        branch = " (conditional)" if event.branch else ""
        inside = f" in {event.function}" if event.function else ""
        yield f"{where}: {type(event).__name__} {_details(event, names)}{branch}{inside}"
    for name, value in facts.module_values.items():
        if value.kind not in ("lib", "function", "class") and not name.startswith("__"):
            yield f"{name} = {describe_value(value, names)}"
