"""The flake8 plugin: cheap to load, and of one opinion with the command line."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlsmells.config import load_config
from mlsmells.core import Confidence, Finding, Rule
from mlsmells.engine.project import check_paths
from mlsmells.flake8_plugin import Plugin, _config

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
FILES = sorted(path for suffix in ("py", "ipynb") for path in FIXTURES.rglob(f"*.{suffix}"))
BAD = """\
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X, y){comment}
print(model.score(X_test, y_test))
"""
FOUND = "a.py:5:9: MLS101"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """The plugin keeps options and configurations per process."""
    yield
    Plugin.options, Plugin.noqa = {}, True
    _config.cache_clear()


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


def flake8(folder: Path, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", "flake8", "--isolated", "-j1", "--select=MLS", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert not done.stderr and done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def test_loading_takes_at_most_60_ms_beyond_flake8() -> None:
    code = (
        "import flake8.main.application, flake8.plugins.finder, time\n"
        "start = time.perf_counter()\n"
        "import mlsmells.flake8_plugin\n"
        "print(time.perf_counter() - start)"
    )
    # The best of three: another program may take the processor, nothing makes the import faster.
    assert min(float(python(code)) for _ in range(3)) <= 0.06


def test_loading_brings_nothing_heavy() -> None:
    modules = set(python("import sys, mlsmells.flake8_plugin; print(*sys.modules)").split())
    heavy = {"yaml", "click", "tomlkit", "jsonschema", "tomllib", "tomli", "mlsmells.engine", "mlsmells.config"}
    assert not modules & heavy


def test_running_on_other_code_loads_no_rewriting_and_no_command_line() -> None:
    code = (
        "import ast, sys\nfrom mlsmells.flake8_plugin import Plugin\n"
        "text = 'import json\\nprint(json)\\n'\n"
        "print(list(Plugin(ast.parse(text), 'job.py', text.splitlines(keepends=True)).run()))\n"
        "print(*sys.modules)"
    )
    reports, modules = python(code).splitlines()
    assert reports == "[]"
    assert not set(modules.split()) & {"yaml", "click", "tomlkit", "mlsmells.fix", "mlsmells.report"}


def test_flake8_runs_the_plugin(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD.format(comment=""), encoding="utf-8")
    (line,) = flake8(tmp_path, "a.py")
    assert line.startswith(FOUND) and line.endswith(" [no-training-on-test]")


COMMENTS: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "noqa": ("  # noqa", (), False),
    "noqa with the code": ("  # noqa: MLS101", (), False),
    "ignore by name": ("  # mlsmells: ignore[fit-on-test] a demonstration", (), False),
    "noqa for another tool": ("  # noqa: E501", (), True),
    "noqa switched off": ("  # noqa: MLS101", ("--disable-noqa",), True),
    "ignore is ours, not noqa": ("  # mlsmells: ignore[fit-on-test] demo", ("--disable-noqa",), False),
}


@pytest.mark.parametrize(("comment", "arguments", "reported"), COMMENTS.values(), ids=COMMENTS)
def test_comments(comment: str, arguments: tuple[str, ...], reported: bool, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD.format(comment=comment), encoding="utf-8")
    lines = flake8(tmp_path, *arguments, "a.py")
    assert any(line.startswith(FOUND) for line in lines) is reported
    assert len(lines) == int(reported)


def test_unused_suppressions_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1  # mlsmells: ignore[swapped-metric-arguments] gone\n", encoding="utf-8")
    assert [line.split()[1] for line in flake8(tmp_path, "a.py")] == ["MLS001"]


def reports(folder: Path, text: str, name: str = "a.py") -> list[tuple[int, int, str]]:
    tree = ast.parse(text)
    lines = text.splitlines(keepends=True)
    return [report[:3] for report in Plugin(tree, str(folder / name), lines).run()]


def test_what_is_off_stays_off_whatever_flake8_ignores(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_text("ignore: [MLS101]\n", encoding="utf-8")
    (tmp_path / "a.py").write_text(BAD.format(comment=""), encoding="utf-8")
    for arguments in ((), ("--ignore=E501",), ("--extend-select=MLS101",)):
        assert flake8(tmp_path, *arguments, "a.py") == []


def test_confidence_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = Rule.at

    def unsure(rule: Rule, *place: Any, **words: Any) -> Finding:
        return at(rule, *place, **{**words, "confidence": Confidence.LOW})

    monkeypatch.setattr(Rule, "at", unsure)
    text = BAD.format(comment="")
    assert reports(tmp_path, text) == []
    Plugin.options = {"min_confidence": "low"}
    assert [(line, column) for line, column, _ in reports(tmp_path, text)] == [(5, 8)]


def test_options_reach_the_plugin(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD.format(comment=""), encoding="utf-8")
    (tmp_path / "team.yaml").write_text("ignore: [leakage]\n", encoding="utf-8")
    assert flake8(tmp_path, "--mls-config=team.yaml", "a.py") == []
    assert len(flake8(tmp_path, "--mls-min-confidence=high", "a.py")) == 1


def test_notes_are_reported_on_request_alone(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BAD.format(comment=""), encoding="utf-8")
    settings = tmp_path / "mlsmells.yaml"
    settings.write_text("severity: {MLS101: info}\n", encoding="utf-8")
    assert flake8(tmp_path, "a.py") == []
    (line,) = flake8(tmp_path, "--mls-show-notes", "a.py")
    assert line.startswith(FOUND)
    settings.write_text("severity: {MLS101: info}\nshow_notes: true\n", encoding="utf-8")
    assert flake8(tmp_path, "a.py") == [line]


def test_blanks_to_fill_in_are_notes_and_broken_cells_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(notebook("x = # YOUR CODE\n", "y = 1\nz = (\n"), encoding="utf-8")
    options = ("--filename=*.ipynb", "a.ipynb", "--extend-select=MLS0")
    (broken,) = (line for line in flake8(tmp_path, *options) if "MLS000" in line)
    assert "MLS000 not analysed: cell 2 line 2: syntax error" in broken
    both = [line for line in flake8(tmp_path, "--mls-show-notes", *options) if "MLS000" in line]
    assert len(both) == 2 and "cell 1 line 1: the cell has a blank to fill in" in both[0]
    (tmp_path / "mlsmells.yaml").write_text("ignore: [MLS000]\n", encoding="utf-8")
    assert not [line for line in flake8(tmp_path, "--mls-show-notes", *options) if "MLS000" in line]


HELPER = """\
from sklearn.linear_model import LogisticRegression


def train(X, y):
    return LogisticRegression().fit(X, y)
"""
CALLER = BAD.replace("LogisticRegression().fit(X, y)", "train(X, y)").replace(
    "from sklearn.linear_model import LogisticRegression", "from helper import train"
)


@pytest.mark.parametrize("folder", ["", "jobs"])
def test_imports_are_followed(folder: str, tmp_path: Path) -> None:
    """Beside the file, and from the folder where flake8 runs if nothing marks the project's root."""
    (tmp_path / "jobs").mkdir()
    (tmp_path / "helper.py").write_text(HELPER, encoding="utf-8")
    (tmp_path / folder / "a.py").write_text(CALLER.format(comment=""), encoding="utf-8")
    (line,) = flake8(tmp_path, ".")
    assert line.startswith(f"./{folder}/a.py:5:9: MLS101".replace("//", "/"))


def test_a_suppression_that_an_import_needs_is_not_unused(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(HELPER, encoding="utf-8")
    (tmp_path / "a.py").write_text(CALLER.format(comment="  # noqa: MLS101"), encoding="utf-8")
    assert flake8(tmp_path, ".") == []
    run = check_paths([tmp_path / "a.py"], load_config(tmp_path))
    assert run.findings == ()


IMPORTS = {
    "after a colon": "try: import sklearn\nexcept ImportError: pass\n",
    "behind a semicolon": "x = 1; import sklearn\n",
    "on the next line": "from \\\n    sklearn import base\n",
    "in a function": "def f():\n    from sklearn import base\n",
}


@pytest.mark.parametrize("text", IMPORTS.values(), ids=IMPORTS)
def test_a_library_is_noticed_wherever_it_is_imported(text: str, tmp_path: Path) -> None:
    """A broken configuration shows that the file was looked at."""
    (tmp_path / "mlsmells.yaml").write_text("selct: [MLS]\n", encoding="utf-8")
    assert [report[2][:6] for report in reports(tmp_path, text)] == ["MLS000"]


def test_a_broken_configuration_is_a_report_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_text("selct: [MLS]\n", encoding="utf-8")
    (tmp_path / "a.py").write_text("import sklearn\n", encoding="utf-8")
    (line,) = flake8(tmp_path, "a.py")
    assert line.startswith("a.py:1:1: MLS000 ") and "'select'" in line


def test_a_file_without_a_library_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_text("selct: [MLS]\n", encoding="utf-8")
    (tmp_path / "a.py").write_text("import os\n", encoding="utf-8")
    assert flake8(tmp_path, "a.py") == []


def test_a_rule_that_raises_is_a_report_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mlsmells.rules.leakage import fit_on_test as module

    def fail(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "evaluations", fail)
    found = reports(tmp_path, BAD.format(comment=""))
    assert [text for _, _, text in found if text.startswith("MLS000") and "fit-on-test" in text]


def notebook(*cells: str) -> str:
    made = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": n, "source": c.splitlines(True)}
        for n, c in enumerate(cells, 1)
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}, indent=1)


def test_notebooks_are_reported_at_the_line_of_the_json(tmp_path: Path) -> None:
    text = notebook("x = 1\n", BAD.format(comment=""))
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    (line,) = (found for found in flake8(tmp_path, "--filename=*.ipynb", "a.ipynb") if "MLS101" in found)
    number = int(line.split(":")[1])
    assert "LogisticRegression().fit(X, y)" in text.splitlines()[number - 1]


def test_noqa_in_a_cell_works(tmp_path: Path) -> None:
    text = notebook("x = 1\n", BAD.format(comment="  # noqa: MLS101"))
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    assert not [line for line in flake8(tmp_path, "--filename=*.ipynb", "a.ipynb") if "MLS101" in line]


SHAPES: dict[str, tuple[dict[str, Any], str, str]] = {
    "indented by one": ({"indent": 1}, "", "\n"),
    "indented by tabs": ({"indent": "\t"}, "", "\n"),
    "as it is": ({"indent": 1, "ensure_ascii": False}, "", "\n"),
    "windows": ({"indent": 1}, "", "\r\n"),
    "byte order mark": ({"indent": 1}, "\ufeff", "\n"),
    "on one line": ({}, "", "\n"),
}


@pytest.mark.parametrize(("dump", "before", "end"), SHAPES.values(), ids=SHAPES)
def test_every_shape_of_json_is_read(dump: dict[str, Any], before: str, end: str, tmp_path: Path) -> None:
    """JSON is read as Python by flake8: its constants, escapes and letters must not matter."""
    loaded = json.loads(notebook("w = 'é \u2028 😀 \\\\N \\\\x'\n%time v = 2\n", BAD.format(comment="  # ü")))
    loaded["metadata"] = {"yes": True, "nothing": None, "big": 10**30, "tiny": -1.5e-7, "not a number": float("nan")}
    text = before + json.dumps(loaded, **dump)
    (tmp_path / "a.ipynb").write_bytes(text.replace("\n", end).encode("utf-8"))
    (line,) = (found for found in flake8(tmp_path, "--filename=*.py,*.ipynb", ".") if "MLS101" in found)
    at = [n for n, row in enumerate(text.split("\n"), 1) if "LogisticRegression().fit(X, y)" in row]
    assert [int(line.split(":")[1])] == at


CELLS = {
    "on the line": ("  # noqa: MLS101", False),
    "without a code": ("  # noqa", False),
    "for another code": ("  # noqa: MLS102", True),
    "ours": ("  # mlsmells: ignore[fit-on-test] shown", False),
}


@pytest.mark.parametrize(("comment", "reported"), CELLS.values(), ids=CELLS)
def test_comments_in_a_cell(comment: str, reported: bool, tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(notebook("w = 1\n", BAD.format(comment=comment)), encoding="utf-8")
    lines = flake8(tmp_path, "--filename=*.ipynb", "a.ipynb")
    assert any(": MLS101 " in line for line in lines) is reported


def test_comments_on_another_line_of_the_statement(tmp_path: Path) -> None:
    """flake8 looks at one line of the JSON alone; the statement is known to us."""
    text = notebook(BAD.format(comment="").replace("(X, y)", "(\n    X,\n    y,  # noqa: MLS101\n)"))
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    assert not [line for line in flake8(tmp_path, "--filename=*.ipynb", "a.ipynb") if "MLS101" in line]


def test_magics_forms_await_and_return(tmp_path: Path) -> None:
    cells = ("%%bash\nls 'x\n", "!pip install shap\nawait f()\n", "n = 3 #@param {type:'slider'}\n", "return n\n")
    text = notebook(*cells, BAD.format(comment=""))
    (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
    found = [(line.split(":")[1], line.split()[1]) for line in flake8(tmp_path, "--filename=*.ipynb", "a.ipynb")]
    numbers = {str(n): row for n, row in enumerate(text.split("\n"), 1)}
    assert "!pip install shap" in numbers[next(n for n, code in found if code == "MLS408")]
    assert "fit(X, y)" in numbers[next(n for n, code in found if code == "MLS101")]
    assert "MLS000" not in {code for _, code in found}


@pytest.mark.parametrize("form", ["py:percent", "py:light"])
def test_jupytext_pairs(form: str, tmp_path: Path) -> None:
    jupytext = pytest.importorskip("jupytext")
    read = jupytext.reads(notebook("!pip install shap\n", "%%bash\nls 'x\n", BAD.format(comment="")), fmt="ipynb")
    (tmp_path / "a.py").write_text(jupytext.writes(read, fmt=form), encoding="utf-8")
    assert [line.split()[1] for line in flake8(tmp_path, "a.py")] == ["MLS408", "MLS101"]


def test_nbqa(tmp_path: Path) -> None:
    pytest.importorskip("nbqa")
    (tmp_path / "a.ipynb").write_text(notebook("%%time\nw = 1\n", BAD.format(comment="")), encoding="utf-8")
    command = [sys.executable, "-m", "nbqa", "flake8", "a.ipynb", "--isolated", "--select=MLS"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout.startswith("a.ipynb:cell_2:5:9: MLS101")


def test_a_credential_concerns_us_without_a_library(tmp_path: Path) -> None:
    value = "q7Rt2LmX" + "9vBz4KpW8sDy"
    (tmp_path / "a.py").write_text(f"api_key = '{value}'\n", encoding="utf-8")
    (line,) = flake8(tmp_path, "a.py")
    assert line.startswith("a.py:1:12: MLS409") and value not in line


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "mlsmells.yaml").write_bytes(b'"a\\x1b[2J": 1\n')
    ((_, _, text),) = reports(tmp_path, "import sklearn\n")
    assert "\x1b" not in text and r"\x1b[2J" in text


LEFT = {
    "on the line": ("model = LogisticRegression().fit(X, y)  # noqa: MLS101\n", True, False),
    "a prefix": ("model = LogisticRegression().fit(X, y)  # noqa: MLS1\n", True, False),
    "a blanket one": ("model = LogisticRegression().fit(X, y)  # noqa\n", True, False),
    "another code": ("model = LogisticRegression().fit(X, y)  # noqa: E501\n", True, True),
    "on another line": ("model = LogisticRegression().fit(\n    X, y  # noqa: MLS101\n)\n", False, False),
    "behind another": ("model = LogisticRegression().fit(  # noqa: E501\n    X, y  # noqa: MLS101\n)\n", False, False),
    "before another": ("model = LogisticRegression().fit(  # noqa: MLS101\n    X, y  # noqa: E501\n)\n", False, False),
    "ours": ("model = LogisticRegression().fit(X, y)  # mlsmells: ignore[MLS101] why\n", False, False),
}


@pytest.mark.parametrize(("statement", "handed", "shown"), LEFT.values(), ids=LEFT)
def test_flake8_is_handed_what_it_drops(statement: str, handed: bool, shown: bool, tmp_path: Path) -> None:
    """Plugins that look for noqa comments without a use count what flake8 drops."""
    text = BAD.format(comment="").replace("model = LogisticRegression().fit(X, y)\n", statement)
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    assert any("MLS101" in report for *_, report in reports(tmp_path, text)) == handed
    assert any("MLS101" in line for line in flake8(tmp_path, "a.py")) == shown


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(FIXTURES).as_posix() for path in FILES])
def test_flake8_and_the_command_line_agree(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    Plugin.options = {"show_notes": True}
    run = check_paths([path], load_config(path))
    expected = [(at.physical_line, at.column - 1, at.finding.code, at.finding.message) for at in run.findings]
    tree = ast.parse("" if path.suffix == ".ipynb" else text)
    plugin = Plugin(tree, str(path), text.splitlines(keepends=True))
    found = [(line, column, *report.split(" ", 1)) for line, column, report, _ in plugin.run()]
    found = [each for each in found if "# noqa" not in plugin.lines[each[0] - 1]]  # flake8 drops these
    assert [(*rest, report.rpartition(" [")[0]) for *rest, report in found] == sorted(expected)


def test_loading_the_plugin_loads_nothing_else_of_the_project() -> None:
    """flake8 does so at every start, also where no file has anything to do with machine learning."""
    asked = "import sys, mlsmells.flake8_plugin; print(*(m for m in sys.modules if m.startswith('mlsmells')))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"mlsmells", "mlsmells.flake8_plugin"}
