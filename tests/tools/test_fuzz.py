"""A short run of fuzzing, and that a failure would be seen."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import fuzz
import fuzz_inputs
import fuzz_page
from fuzz import Figures, judged
from mlsmells.config import Config, load_config
from mlsmells.engine import project

NUMBER = {"trees": 40, "notebooks": 60, "lines": 60, "tokens": 60, "bytes": 60}
STEP = 23  # every so many fixtures, behind every so many tokens


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config(tmp_path, explicit=None, isolated=True)


def failures(made: list[fuzz_inputs.Input], config: Config) -> tuple[list[str], Figures]:
    figures = Figures()
    return [each for at, one in enumerate(made) for each in judged(one, at, config, figures)], figures


@pytest.mark.parametrize("kind", NUMBER)
def test_mutations(kind: str, config: Config) -> None:
    found, figures = failures(list(fuzz.inputs(kind, NUMBER[kind], seed=7)), config)
    assert found == []
    assert figures.inputs == NUMBER[kind] and figures.parsed > 0


def test_fixtures_that_are_cut_off(config: Config) -> None:
    found, figures = failures(list(fuzz_inputs.cuts(STEP)), config)
    assert found == []
    assert figures.inputs > 200 > figures.parsed > 50


def test_an_input_can_be_made_again() -> None:
    for make in fuzz_inputs.KINDS.values():
        assert make(Random("a")) == make(Random("a"))


def test_programs_from_the_grammar(config: Config) -> None:
    pytest.importorskip("hypothesmith")
    assert failures(list(fuzz.inputs("grammar", 20, seed=7)), config)[0] == []


def fail(*_: object) -> None:
    raise LookupError("no 'name' at 0x7f00")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("mlsmells.facts.build", "not analysed: the analysis failed: LookupError: no … at … - report"),
        ("mlsmells.engine.rollup.in_file", "LookupError in test_fuzz.py: no … at …"),
    ],
    ids=["a rule or the facts", "anything else"],
)
def test_a_failure_is_seen(broken: str, said: str, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    assert project.check_one is fuzz.check_one
    monkeypatch.setattr(broken, fail)
    (found,), _ = failures([fuzz_inputs.Input("a.py", b"import pandas\n")], config)
    assert found.startswith(said)


def test_the_figures_as_a_table() -> None:
    one = {"inputs": 2000, "parsed": 10, "findings": 3, "seconds": 4.0, "slowest": 0.5, "failures": {"slow": 2}}
    first, *_ = fuzz_page.table({"trees": one}).splitlines()[2:]
    assert first.split(" | ")[1:] == ["2,000", "10", "3", "2.0", "0.5", "2 |"]
