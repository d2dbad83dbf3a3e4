"""Check → apply → check again: what is kept, what is dropped and why, and that nothing is half done."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from mlsmells.core import (
    AddImport,
    AddKeyword,
    Finding,
    InsertBefore,
    RenameCallee,
    ReplaceExpression,
    RunCodemod,
    Span,
    WrapExpression,
)
from mlsmells.fix import fix_source
from mlsmells.sources import Source, source_from_text

from .toys import at_calls, calls_of, calls_without, finding

Check = Callable[[Source], list[Finding]]


def run(text: str, *checks: Check, path: str = "a.py", unsafe: bool = True, **options):  # type: ignore[no-untyped-def]
    source = source_from_text(text, path)

    def recheck(current: Source) -> list[Finding]:
        return [found for check in checks for found in check(current)]

    return fix_source(source, recheck, unsafe=unsafe, seed=42, **options)


def test_nothing_found_changes_nothing() -> None:
    assert run("x = 1\n", lambda source: []) == run("f(", lambda source: [finding(Span(1, 0, 1, 1))])
    assert run("x = 1\n", lambda source: []).text is None


def test_all_calls_of_a_file_in_one_round() -> None:
    rounds = []
    seeds = calls_without("f", "s")
    result = run("f()\nf(f(a), 1)\nif x: f(); f()\n", lambda source: rounds.append(1) or seeds(source))
    assert result.text == "f(s=42)\nf(f(a, s=42), 1, s=42)\nif x: f(s=42); f(s=42)\n"
    assert len(result.applied) == 5 and len(rounds) == 2


def test_the_outer_edit_wins_and_the_inner_one_follows() -> None:
    outer = at_calls("old", lambda span: ReplaceExpression(span, "new(g())"), "MLS1")
    result = run("old(g())\n", calls_without("g", "s"), outer)
    assert result.text == "new(g(s=42))\n"
    assert [found.code for found in result.applied] == ["MLS1", "MLS203"]


def test_an_unsafe_fix_needs_permission() -> None:
    check = calls_without("f", "s", safe=False)
    assert run("f()\n", check, unsafe=False).text is None
    assert run("f()\n", check, unsafe=True).text == "f(s=42)\n"


def test_select_is_asked_once_for_each_fix() -> None:
    asked = []

    def select(found: Finding, source: Source) -> bool:
        asked.append(found.span.line)
        return found.span.line != 1

    # The inserted line moves the declined call; it must not be asked about again.
    def insert(source: Source) -> list[Finding]:
        calls = [call for call in calls_of(source, "g") if "import os" not in source.text]
        return [finding(Span.of(call), AddImport("os"), code="MLS1") for call in calls]

    result = run("f()\nf()\ng()\n", calls_without("f", "s"), insert, select=select)
    assert result.text == "import os\n\nf()\nf(s=42)\ng()\n"
    assert sorted(asked) == [1, 2, 3]
    assert result.skipped == ()


def test_a_fix_that_leaves_its_finding_is_dropped_and_the_others_stay() -> None:
    def stubborn(source: Source) -> list[Finding]:
        return [
            finding(Span.of(call), AddKeyword(Span.of(call), "k", "1"), code="MLS1") for call in calls_of(source, "g")
        ]

    result = run("g()\nf()\ng()\nf()\n", stubborn, calls_without("f", "s"))
    assert result.text == "g()\nf(s=42)\ng()\nf(s=42)\n"
    assert [(found.code, why) for found, why in result.skipped] == [("MLS1", "MLS1 would still be there")] * 2


def test_a_fix_that_brings_another_finding_is_dropped() -> None:
    def rename(source: Source) -> list[Finding]:
        return [
            finding(Span.of(call), RenameCallee(Span.of(call), "f"), code="MLS1") for call in calls_of(source, "old")
        ]

    result = run("x = 1\nold()\n", rename, calls_without("f", "s"))
    assert result.text is None
    assert [why for _, why in result.skipped] == ["it would raise MLS203 at line 2"]


def test_findings_that_move_or_stand_in_a_changed_statement_are_not_new() -> None:
    def other(source: Source) -> list[Finding]:
        return [finding(Span.of(call), code="MLS1") for call in calls_of(source, "g")]

    def whole_file(source: Source) -> list[Finding]:
        return [finding(Span(1, 0, 1, 0), code="MLS2")]

    def insert(source: Source) -> list[Finding]:
        edits = (InsertBefore(Span(1, 0, 1, 3), "a = 1"), AddImport("os"))
        return [] if "a = 1" in source.text else [finding(Span(1, 0, 1, 3), *edits, code="MLS3")]

    result = run("f(g())\ng(f())\ng()\n", other, whole_file, insert, calls_without("f", "s"))
    assert result.text == "import os\n\na = 1\nf(g(), s=42)\ng(f(s=42))\ng()\n"
    assert result.skipped == ()


def test_an_edit_that_does_not_parse_leaves_the_others() -> None:
    def broken(source: Source) -> list[Finding]:
        return [
            finding(Span.of(call), ReplaceExpression(Span.of(call), "1 +"), code="MLS1")
            for call in calls_of(source, "g")
        ]

    result = run("g()\nf()\n", broken, calls_without("f", "s"))
    assert result.text == "g()\nf(s=42)\n"
    assert [why for _, why in result.skipped] == ["the result would not parse"]


def test_a_chain_of_fixes_stops_after_five_rounds() -> None:
    names = [f"step{number}" for number in range(9)]

    def check(source: Source) -> list[Finding]:
        done = next(number for number, name in enumerate(names) if name in source.text)
        return [
            # Every step's finding is there from the start; only the first left has a fix that fits.
            finding(Span(1, 0, 1, 5), *_rename(source, names[number + 1], number == done), code=f"MLS{number}")
            for number in range(done, len(names) - 1)
        ]

    result = run("step0()\n", check)
    assert result.text == "step5()\n"
    assert len(result.applied) == 5
    assert [why for _, why in result.skipped] == ["something is left after 5 rounds"]


def _rename(source: Source, name: str, is_next: bool):  # type: ignore[no-untyped-def]
    assert source.tree is not None
    call = next(node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    return (RenameCallee(Span.of(call), name),) if is_next else ()


def test_fixes_that_need_each_other_s_absence_take_turns() -> None:
    # Wrapping both arguments at once would not parse in this checker's eyes; one at a time is fine.
    def check(source: Source) -> list[Finding]:
        names = [node for node in ast.walk(source.tree or ast.Module()) if isinstance(node, ast.Name)]
        found = [
            finding(Span.of(node), WrapExpression(Span.of(node), "w(", ")"), code="MLS1")
            for node in names
            if node.id in ("a", "b") and f"w({node.id})" not in source.text
        ]
        both_at_once = "w(a)" in source.text and "w(b)" in source.text and not found and seen == [1]
        seen.append(1)
        return [finding(Span(1, 0, 1, 1), code="MLS9")] if both_at_once else found

    seen: list[int] = []
    result = run("f(a, b)\n", check)
    assert result.text == "f(w(a), w(b))\n"
    assert result.skipped == ()


def test_equal_insertions_of_two_fixes_are_one() -> None:
    def check(source: Source) -> list[Finding]:
        if "os.x()" in source.text:
            return []
        edits = (InsertBefore(Span(1, 0, 1, 1), "os.x()"), AddImport("os"))
        return [finding(Span(1, 0, 1, 1), *edits, code=code) for code in ("MLS1", "MLS2")]

    result = run("x\n", check)
    assert result.text == "import os\n\nos.x()\nx\n"
    assert len(result.applied) == 2


@pytest.mark.parametrize("path", ["tests/a.py", "test_a.py", "src/a_test.py", "conftest.py"])
def test_tests_are_not_edited(path: str) -> None:
    result = run("f()\n", calls_without("f", "s"), path=path)
    assert result.text is None
    assert [why for _, why in result.skipped] == ["tests are not edited"]


@pytest.mark.parametrize(
    ("codemod", "after", "reason"),
    [
        ("mlsmells_toy_codemods:as_edits", "f(a, k=1)\n", ""),
        ("mlsmells_toy_codemods:as_splices", "x = 1\nf(a)\n", ""),
        ("mlsmells_toy_codemods:refusing", None, "not of the shape"),
        ("mlsmells_toy_codemods:missing", None, "cannot be loaded"),
        ("no_such_module:x", None, "cannot be loaded"),
        ("nonsense", None, "cannot be loaded"),
    ],
    ids=["edits", "splices", "refusing", "missing", "no module", "nonsense"],
)
def test_codemods(codemod: str, after: str | None, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from . import toy_codemods

    monkeypatch.setitem(sys.modules, "mlsmells_toy_codemods", toy_codemods)
    text = "f(a)\n"

    def check(source: Source) -> list[Finding]:
        calls = calls_of(source, "f")
        return [finding(Span.of(call), RunCodemod(codemod, Span.of(call))) for call in calls if source.text == text]

    result = run(text, check)
    assert result.text == after
    assert [reason in why for _, why in result.skipped] == ([True] if reason else [])


def test_deep_nesting_is_refused_and_never_a_crash() -> None:
    text = "f()\nx = " + "a." * 2000 + "b + g()\n"
    rename = at_calls("g", lambda span: ReplaceExpression(span, "1 + 2"), "MLS1")
    result = run(text, rename, calls_without("f", "s"))
    assert result.text == text.replace("f()", "f(s=42)")
    assert [why for _, why in result.skipped] == ["it is nested too deeply"]
