"""The state of a walk: contexts, events that do not change, and who may say more of them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from mlsmells.facts import Facts, build
from mlsmells.facts.domain.events import Choice, Event, Fit, Metric, OrderUse, Predict, Split
from mlsmells.facts.interpreter import tables  # noqa: F401  (fills the tables)
from mlsmells.facts.state.context import Context
from mlsmells.facts.state.frames import Frame, Function, Home
from mlsmells.facts.state.libraries import Libraries
from mlsmells.facts.state.notes import Notes
from mlsmells.facts.state.state import Run
from mlsmells.sources import read_source, source_from_text

INTERPRETER = Path(__file__).resolve().parents[3] / "src" / "mlsmells" / "facts" / "interpreter"
FIXTURES = sorted((Path(__file__).resolve().parents[3] / "fixtures").rglob("*.py"))

HEAD = """
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
df = pd.read_csv("a.csv")
X, y = df[["a", "b"]], df["t"]
"""


def facts_of(code: str) -> Facts:
    return build(source_from_text(code, "a.py"))


def new_run() -> Run:
    return Run(Libraries(frozenset()), 100)


# Contexts


def test_a_context_ends_with_its_block() -> None:
    run, loop = new_run(), ast.Pass()
    outer = run.context
    with pytest.raises(ZeroDivisionError), run.within(outer.in_loop(loop)):
        assert run.context.loops == (loop,)
        with run.within(run.context.in_arm(loop, 1)):
            assert run.context.branch == ((id(loop), 1),)
            assert run.context.loops == (loop,)
        assert run.context.branch == ()
        raise ZeroDivisionError
    assert run.context is outer
    assert outer.loops == ()


def test_calls_behind_another_module_stand_not_in_the_file() -> None:
    main, other = Home("a.py", Frame()), Home("b.py", Frame(), foreign=True)
    first, second = (ast.parse("f()", mode="eval").body for _ in range(2))
    assert isinstance(first, ast.Call) and isinstance(second, ast.Call)
    context = Context(main, main.frame).in_call(first).in_module(other, first).in_call(second)
    assert context.calls == (first, second)
    assert context.here == (first,)
    assert context.elsewhere == "b.py"
    assert context.reported_at(second) is first


def test_a_function_that_nobody_calls_is_in_no_loop() -> None:
    home, loop = Home("a.py", Frame()), ast.Pass()
    definition = ast.parse("def f(): pass").body[0]
    assert isinstance(definition, ast.FunctionDef)
    function = Function(definition, home.frame, "f", home)
    context = Context(home, home.frame).in_loop(loop).in_arm(loop, 0)
    called = context.in_function(function, Frame(), called=True)
    assert (called.loops, called.branch, called.active) == ((loop,), ((id(loop), 0),), (function,))
    alone = context.in_function(function, Frame(), called=False)
    assert (alone.loops, alone.branch, alone.function) == ((), (), "f")


def test_notes_are_one_record_for_each_type() -> None:
    class Mine:
        def __init__(self) -> None:
            self.seen = 0

    class Other(Mine):
        pass

    notes = Notes()
    notes[Mine].seen = 3
    assert notes[Mine].seen == 3
    assert notes[Other].seen == 0


# Classes within classes

NESTED = """
class Trainer:
    class Config:
        size = 3

        def path(self):
            return "a.csv"

    def load(self):
        self.frame = pd.read_csv(self.Config().path())

    def fit(self):
        LogisticRegression().fit(self.frame[["a"]], self.frame["t"])
"""


def test_methods_behind_a_nested_class_belong_to_the_outer_one() -> None:
    owners = {f.name: f.owner.node.name for f in facts_of(HEAD + NESTED).functions if f.owner is not None}
    assert owners == {"Config.path": "Config", "Trainer.load": "Trainer", "Trainer.fit": "Trainer"}


def test_a_nested_class_does_not_hide_what_the_methods_behind_it_do() -> None:
    """``load`` runs before ``fit``, on one object: the model learns from what was read."""
    flat = NESTED.replace("    class Config:\n        size = 3\n\n        def path", "    def path").replace(
        '            return "a.csv"', '        return "a.csv"'
    )
    for code in (NESTED, flat.replace("self.Config().path()", "self.path()")):
        (fit,) = facts_of(HEAD + code).of(Fit)
        assert fit.X is not None and fit.X.read is not None and fit.X.read.path == "a.csv"


# Events

JOINED = """
import os
frames = []
for name in os.listdir("data"):
    frames.append(pd.read_csv(name))
whole = pd.concat(frames)
middle = whole["a"].mean()
{then}
model = LogisticRegression().fit(whole[["a"]], whole["t"])
"""


@pytest.mark.parametrize("then", ["", "whole = whole.sort_values('a')"])
def test_the_order_of_events_is_unique_and_grows(then: str) -> None:
    facts = facts_of(HEAD + JOINED.format(then=then))
    orders = [event.order for event in facts.events]
    assert orders == sorted(set(orders))
    assert bool([e for e in facts.of(OrderUse) if e.how == "concat"]) == (not then)
    assert (orders[-1] > len(orders) - 1) == bool(then), "an event taken back leaves its place empty"


def test_each_pass_over_a_loop_leaves_its_own_events() -> None:
    loop = "model = LogisticRegression()\nfor i in range(9):\n    model = model.fit(X, y)\n    X = X.dropna()\n"
    fits = facts_of(HEAD + loop).of(Fit)
    assert len(fits) == 2
    assert fits[0].node is fits[1].node


def test_since_gives_what_came_after() -> None:
    run = new_run()
    run.emit(Event(ast.Pass()))
    begin = run.emitted
    assert run.since(begin) == []
    later = [Event(ast.Pass()), Event(ast.Pass())]
    for event in later:
        run.emit(event)
    run.retract(lambda event: event is later[0])
    assert run.since(begin) == later[1:]


def test_more_is_said_of_an_event_only_where_its_class_allows_it() -> None:
    run = new_run()
    split = Split(ast.Pass(), id=1)
    run.emit(split)
    run.amend(split, rest=True)
    assert split.rest
    with pytest.raises(AttributeError, match=r"Split\.kind does not change"):
        run.amend(split, kind="cv")


AMENDED = """
X_train, X_test, y_train, y_test = train_test_split(X, y)
part = df.sample(frac=0.5)
rest = df.drop(part.index)
assert df.shape[0] > 3
best = 0
for depth in range(9):
    model = LogisticRegression(C=depth).fit(X_train, y_train)
    score = f1_score(y_test, model.predict(X_test))
    if score > best:
        best, kept = score, depth
print("test", score, kept)
"""


def test_events_change_by_amend_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a program that amends most kinds, and on every third fixture of the rules."""
    emitted: set[int] = set()
    alive: list[Event] = []
    amending: list[str] = []
    emit, amend = Run.emit, Run.amend

    def guarded(event: Event, name: str, value: Any) -> None:
        assert amending or id(event) not in emitted, f"{type(event).__name__}.{name} was changed"
        object.__setattr__(event, name, value)

    def emitting(run: Run, event: Event) -> None:
        emit(run, event)
        emitted.add(id(event))
        alive.append(event)

    def amended(run: Run, event: Event, **learned: Any) -> None:
        amending.append("")
        amend(run, event, **learned)
        amending.pop()

    monkeypatch.setattr(Event, "__setattr__", guarded)
    monkeypatch.setattr(Run, "emit", emitting)
    monkeypatch.setattr(Run, "amend", amended)
    facts = facts_of(HEAD + AMENDED)
    assert [e.rest for e in facts.of(Split) if e.kind == "sample"] == [True]
    assert facts.of(Choice)[0].uses and facts.of(Choice)[0].arm
    assert all(p.fits for p in facts.of(Predict)) and any("test" in m.words for m in facts.of(Metric))
    with pytest.raises(AssertionError, match=r"Metric\.name was changed"):
        facts.of(Metric)[0].name = "accuracy"
    assert len(FIXTURES) > 100
    for path in FIXTURES[::3]:
        build(read_source(path))


# The core knows Python only


@pytest.mark.parametrize("path", sorted(INTERPRETER.glob("*.py")), ids=lambda path: path.stem)
def test_the_interpreter_announces_and_does_not_observe(path: Path) -> None:
    """Only the list of who listens names the observers; the order of what is gone through is part of its value."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    observed = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("facts.observers")
        for alias in node.names
    } | {
        node.module.rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ".observers." in (node.module or "") and node.module
    }
    if path.stem != "tables":
        allowed = {"comprehensions": {"finishing", "order", "positions"}, "loops": {"positions"}}
        assert observed <= allowed.get(path.stem, set())


def test_the_interpreter_is_read_in_one_sitting() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in INTERPRETER.glob("*.py")}
    assert max(lengths.values()) <= 250
