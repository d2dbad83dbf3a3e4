"""Values, rows, arguments and objects in words."""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.rows import Atom, Rows
from mlsmells.facts.domain.values import Arg, ArgState, Value


class Names:
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


def describe_rows(rows: Rows | None, names: Names) -> str:
    """``D1/S1.train`` for each atom; ``?`` for unknown rows."""
    if rows is None:
        return "?"
    texts = []
    for source, path in sorted(rows, key=names.order):
        steps = "".join(f"/{names.split(split)}.{part}" for split, part in path)
        texts.append(names.source(source) + steps)
    return "+".join(texts)


def describe_value(value: Value | None, names: Names) -> str:
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


def describe_arg(arg: Arg) -> str:
    return repr(arg.const) if arg.state is ArgState.KNOWN else arg.state.value


def describe_given(arg: Arg) -> str:
    """An argument: its constant, its objects, or the kind of its value."""
    if arg.state in (ArgState.KNOWN, ArgState.UNCLEAR):
        return describe_arg(arg)[:40]
    return "|".join(o.short for o in arg.value.objs) or f"<{arg.value.kind or 'unknown'}>"


def describe_thing(thing: object) -> str:
    """An object by its name; a value that may be one has none."""
    return thing.label if isinstance(thing, Obj) else "?"
