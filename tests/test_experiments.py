"""The experiments: what is quoted is what was measured, and the tool finds in them what they measure."""

from __future__ import annotations

import ast
import inspect
import json
import statistics
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mlsmells.cli import main
from mlsmells.config import load_config, load_practices
from mlsmells.engine.check import check_source
from mlsmells.engine.experiments import experiments
from mlsmells.engine.registry import by_code
from mlsmells.sources import read_source

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "experiments"
RESULTS = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
NAMES = list(RESULTS["experiments"])
LIBRARIES = {"scikit-learn", "imbalanced-learn", "numpy"}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("sklearn")
    pytest.importorskip("imblearn")
    monkeypatch.syspath_prepend(str(FOLDER))
    import run

    return run


def test_page_and_shipped_figures_say_what_was_measured(run: Any) -> None:
    assert run.stale() == []


def test_stale_pages_are_seen(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "PAGE", tmp_path / "README.md")
    assert run.stale() == ["README.md"]
    assert run.main(["--check"]) == 1


def test_the_results_name_every_experiment_and_version(run: Any) -> None:
    here = {e.name: (e.code, e.metric, e.what) for e in run.experiments()}
    assert {n: (e["code"], e["metric"], e["what"]) for n, e in RESULTS["experiments"].items()} == here
    assert {len(e["scores"]) for e in RESULTS["experiments"].values()} == {RESULTS["seeds"]} == {run.SEEDS}
    assert RESULTS["versions"].keys() == {"python", *LIBRARIES} and all(RESULTS["versions"].values())


def test_experiments_belong_to_rules() -> None:
    known = {code for practice in load_practices() for code in practice.planned} | by_code().keys()
    assert {e["code"] for e in RESULTS["experiments"].values()} <= known


@pytest.mark.parametrize("name", NAMES)
def test_an_experiment_gives_what_is_written_down(run: Any, name: str) -> None:
    same = all(RESULTS["versions"][library] == version(library) for library in LIBRARIES)
    one = next(e for e in run.experiments() if e.name == name)
    # Other versions and machines add in another order; a figure that is far off is another experiment.
    assert one.run(0) == pytest.approx(tuple(RESULTS["experiments"][name]["scores"][0]), abs=0.03 if same else 0.25)


def test_figures_are_rounded_as_they_are_quoted() -> None:
    (one,) = experiments("MLS104")
    scores = RESULTS["experiments"][one.name]["scores"]
    for spread, part in ((one.honest, [a for a, _ in scores]), (one.mistaken, [b for _, b in scores])):
        assert str(spread) == f"{statistics.fmean(part):.2f} ± {statistics.stdev(part):.2f}"
        assert str(spread) in one.quote
    assert experiments("MLS001") == ()


MEASURED = sorted({e["code"] for e in RESULTS["experiments"].values()} & by_code().keys())


@pytest.mark.parametrize("code", MEASURED)
def test_explain_and_the_page_quote_the_figures(code: str) -> None:
    told = CliRunner().invoke(main, ["explain", code]).output
    page = next((FOLDER.parent / "rules").glob(f"{code}-*.md")).read_text(encoding="utf-8")
    seeds, command = f"over {RESULTS['seeds']} seeds", f"`{RESULTS['command']}`"
    assert "(../experiments/README.md)" in page
    for text in (told, page):
        assert all(one.quote in text and one.what in text for one in experiments(code))
        assert seeds in text and command in text and RESULTS["versions"]["scikit-learn"] in text


# What mlsmells cannot or should not find in an experiment.
NOT_FOUND = {
    "target-left-in": "a column of an array has no name",
    "scored-on-training-rows": "the held-out score stands beside it",
}
# Rules that must find their own experiments; the others may.
# Copies that a program makes by hand have a rule of their own.
ALSO = {"duplicates-on-both-sides": {"MLS105"}}
FOLLOWED = {f"MLS10{i}" for i in range(1, 7)} | {"MLS112", "MLS504", "MLS505", "MLS506"}


def test_the_tool_finds_what_the_experiments_do(run: Any) -> None:
    found: dict[str, set[str]] = {}
    codes = {e.code for e in run.experiments()}
    for module in run.MODULES:
        source = read_source(FOLDER / f"{module}.py", display=f"{module}.py")
        findings = check_source(source, load_config(FOLDER, isolated=True)).findings
        for function in (node for node in source.tree.body if isinstance(node, ast.FunctionDef)):
            lines = range(function.lineno, (function.end_lineno or 0) + 1)
            name = function.name.replace("_", "-")
            found[name] = {f.code for f in findings if f.span.line in lines and f.code in codes}
    for one in run.experiments():
        wanted = {one.code} if one.code in FOLLOWED and one.name not in NOT_FOUND else set()
        assert wanted <= found[one.name] <= {one.code} | ALSO.get(one.name, set()), one.name
        assert one.name not in NOT_FOUND or not found[one.name], "the exception is no longer needed"


def test_each_experiment_says_what_it_does(run: Any) -> None:
    for one in run.experiments():
        assert one.what.endswith(".") and "\n" not in one.what and inspect.getdoc(one.run)
