"""Which findings are worth mending first, and by which command."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest

from mlsmells.core import Confidence, Finding, Fix, Refuse, Severity, Span
from mlsmells.engine.located import Located
from mlsmells.scorecard.bars import WIDTH, bars
from mlsmells.scorecard.fixes import next_fixes


def at(code: str, severity: Severity = Severity.WARNING, fix: Fix | None = None, path: str = "a.py") -> Located:
    finding = Finding(code, "name", "message", severity, Confidence.HIGH, Span(1, 0, 1, 1), fix=fix)
    return Located(finding, path, 1, 1, 1, 2, None, 1)


def codes(*found: Located) -> list[str]:
    return [fix.code for fix in next_fixes(found)]


def test_severity_then_what_it_cost_then_how_many() -> None:
    found = [at("MLS220"), at("MLS201"), at("MLS201"), at("MLS104"), at("MLS402", Severity.ERROR)]
    assert codes(*found) == ["MLS402", "MLS104", "MLS201", "MLS220"]


def test_five_at_most_and_nothing_that_is_a_note_or_accepted() -> None:
    many = [at(code) for code in ("MLS101", "MLS102", "MLS104", "MLS105", "MLS201", "MLS202")]
    assert len(codes(*many)) == 5
    assert codes(at("MLS101", Severity.INFO), replace(at("MLS102"), accepted=True)) == []


def test_the_cost_is_that_of_the_experiment_that_moved_most() -> None:
    (fix,) = next_fixes([at("MLS102")])
    assert fix.cost is not None and fix.cost.name == "scaler-fitted-again-on-another-mix"
    (fix,) = next_fixes([at("MLS201")])
    assert fix.cost is None


SAFE, UNSAFE = Fix("d", (), safe=True), Fix("d", ())
COMMANDS = {
    "a safe fix": (SAFE, ["mlsmells", "fix", "--select", "MLS201", "my dir"]),
    "one to look at": (UNSAFE, ["mlsmells", "fix", "--select", "MLS201", "--unsafe-fixes", "--diff", "my dir"]),
    "none": (None, ["mlsmells", "explain", "MLS201"]),
    "one that is refused": (Fix("d", (Refuse("no"),)), ["mlsmells", "explain", "MLS201"]),
}


@pytest.mark.parametrize("fix, command", COMMANDS.values(), ids=COMMANDS)
def test_command(fix: Fix | None, command: list[str]) -> None:
    assert shlex.split(next_fixes([at("MLS201", fix=fix)], ["my dir"])[0].command) == command


@pytest.mark.parametrize("path", ["-rf", "a;rm -r *", "$(x)", "it's"])
def test_a_path_in_a_command_is_one_word_and_no_option(path: str) -> None:
    *_, last = shlex.split(next_fixes([at("MLS201", fix=SAFE)], [path])[0].command)
    assert last.removeprefix("./") == path and not last.startswith("-")


def test_a_finding_that_stands_for_several_counts_them() -> None:
    one = replace(at("MLS201"), places=(at("MLS201"), at("MLS201", path="b.py")))
    (fix,) = next_fixes([one])
    assert (fix.places, fix.files) == (2, 2)


def test_bars_by_family_the_longest_first() -> None:
    found = [at("MLS201"), at("MLS101", Severity.ERROR), at("MLS103"), at("MLS103", Severity.INFO)]
    first, second = bars(found)
    assert (first.label, first.number, first.said) == ("leakage", 3, "1 error, 1 warning, 1 note")
    assert (second.label, second.number) == ("reproducibility", 1)
    assert first.parts[-1].x + first.parts[-1].width == pytest.approx(WIDTH)
    assert bars([]) == ()
