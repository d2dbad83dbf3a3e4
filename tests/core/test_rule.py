"""What a rule says: where, by which path, how sure, and once per place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from mlsmells.core import Confidence, Finding, Place, Rule, Severity, Span, TraceStep, line_of, once, steps
from mlsmells.facts import Call, Effect

NODE = ast.parse("first\nsecond(\n  1)").body[1]
CODE = "X1"


def rule(*, once: bool = False) -> Rule:
    return Rule("toys.leakage.some_rule", code=CODE, severity=Severity.ERROR, message="{what}", once=once)


PLACES: dict[str, tuple[Place, Span]] = {
    "a node": (NODE, Span(2, 0, 3, 4)),
    "an event": (Call(NODE), Span(2, 0, 3, 4)),
    "an effect": (Effect("fitted", NODE), Span(2, 0, 3, 4)),
    "a span": (Span(4, 1, 5, 2), Span(4, 1, 5, 2)),
    "a line": (7, Span(7, 0, 7, 0)),
    "four numbers of a summary": ([4, 1, 5, 2], Span(4, 1, 5, 2)),
    "a node without a place": (ast.Module([], []), Span(1, 0, 1, 0)),
}


@pytest.mark.parametrize(("place", "expected"), PLACES.values(), ids=PLACES)
def test_whatever_a_rule_points_at_has_a_span_and_a_line(place: Place, expected: Span) -> None:
    assert rule().at(place, what="it").span == Span.at(place) == expected
    assert line_of(place) == expected.line


def test_an_effect_of_another_module_happened_at_the_call_that_led_there() -> None:
    here = ast.parse("\n\n\nhelper()").body[0]
    assert line_of(Effect("fitted", NODE, event=Call(here))) == 4


def test_steps_without_a_place_are_left_out() -> None:
    told = [(NODE, "read"), (None, "never"), (7, "split"), TraceStep(9, "scored")]
    assert steps(told) == [(2, "read"), (7, "split"), (9, "scored")]
    assert rule().at(NODE, what="it", trace=told).trace == tuple(steps(told))


@pytest.mark.parametrize(("sure", "expected"), [(True, Confidence.HIGH), (False, Confidence.MEDIUM)])
def test_sure_chooses_the_confidence(sure: bool, expected: Confidence) -> None:
    assert rule().at(NODE, what="it", sure=sure).confidence is expected
    low = Rule("toys.leakage.some_rule", code=CODE, severity=Severity.INFO, message="", confidence=Confidence.LOW)
    assert low.at(NODE).confidence is Confidence.LOW


def found(own: Rule) -> list[tuple[str, str, int]]:
    def check(_: object) -> Iterator[Finding]:
        for file, line, what in (("a.py", 1, "one"), ("a.py", 1, "two"), ("a.py", 2, "three"), ("b.py", 1, "four")):
            yield own.at(line, what=what, file=file)

    own.on_file(check)
    own.on_project(check)
    assert list(own.run(None)) == list(own.run_project(None))
    return [(finding.message, finding.path, finding.span.line) for finding in own.run(None)]


def test_once_the_first_finding_of_a_place_stands() -> None:
    assert found(rule(once=True)) == [("one", "a.py", 1), ("three", "a.py", 2), ("four", "b.py", 1)]


def test_otherwise_all_of_them_do() -> None:
    assert [message for message, *_ in found(rule())] == ["one", "two", "three", "four"]


def test_once_by_a_key() -> None:
    assert list(once(["ab", "ac", "b"], lambda word: word[0])) == ["ab", "b"]
    assert list(once([], len)) == []
