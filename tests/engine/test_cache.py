"""Results of earlier runs: what is analysed again, and that nobody can tell from the findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mlsmells import facts
from mlsmells.config import Config, load_config
from mlsmells.core import Severity
from mlsmells.engine import plain, registry, workers
from mlsmells.engine.cache import FOLDER
from mlsmells.engine.check import analyse
from mlsmells.engine.entries import entry_of
from mlsmells.engine.keeping import places, store
from mlsmells.engine.project import ProjectResult, check_paths
from mlsmells.facts.project import pins
from mlsmells.facts.record import versions
from mlsmells.sources import read_source

from .test_project import project_rule
from .toys import BLUE, RED, config, failing, install

SCALE = """\
from sklearn.preprocessing import StandardScaler
def scale(frame):
    return StandardScaler().fit_transform(frame)
"""
PREPARE = """\
import pandas as pd
from steps.scale import scale
def prepare(frame):
    return scale(frame)
"""
CLEAN = "import pandas as pd\nprint(pd.read_csv('visits.csv').describe())\n"
TRAIN = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from steps.clean import prepare
X = prepare(pd.read_csv("visits.csv"))
y = X.pop("returned")
X_train, X_test, y_train, y_test = train_test_split(X, y)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
"""
PROJECT = {
    "steps/__init__.py": "",
    "steps/scale.py": SCALE,
    "steps/clean.py": PREPARE,
    "train.py": TRAIN,
    "plot.py": CLEAN,
    "broken.py": "import pandas\nx = (\n",
    "silenced.py": "import pandas\nx = 1  # noqa: MLS102\ny = 2  # mlsmells: ignore[fit-on-test] because\n",
}
EVERYTHING = tuple(sorted(PROJECT))


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return write(tmp_path, PROJECT)


def run(folder: Path, *, settings: Config | None = None, **options: Any) -> ProjectResult:
    return check_paths([folder], settings or load_config(folder), **{"jobs": 1, "cached": True, **options})


def same(first: ProjectResult, second: ProjectResult) -> bool:
    return replace(first, seconds=0) == replace(second, seconds=0)


def test_a_second_run_analyses_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plainly = run(project, cached=False)
    first = run(project)
    built: list[str] = []
    build = facts.build
    monkeypatch.setattr(facts, "build", lambda source, *rest: (built.append(source.path), build(source, *rest))[1])
    second = run(project)
    assert (first.analysed, second.analysed, built) == (EVERYTHING, (), [])
    assert same(first, plainly) and same(second, plainly)
    assert {"MLS103", "MLS201", "MLS001"} <= {at.finding.code for at in second.findings}
    assert [at.path for at in second.errors] == ["broken.py"]


# what happens to the project → the files that are analysed again
CHANGES: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing imports it": ({"plot.py": CLEAN + "x = 1\n"}, ["plot.py"]),
    "imported by one": ({"steps/clean.py": PROJECT["steps/clean.py"] + "# x\n"}, ["steps/clean.py", "train.py"]),
    "imported by what is imported": (
        {"steps/scale.py": SCALE + "# x\n"},
        ["steps/clean.py", "steps/scale.py", "train.py"],
    ),
    "the same text once more": ({"steps/scale.py": SCALE}, []),
    "a new module that nobody looked for": ({"steps/other.py": SCALE}, ["steps/other.py"]),
    # "from steps.scale import …" is looked for beside the importing file first.
    "a new module that hides another": (
        {"steps/steps/scale.py": SCALE},
        ["steps/clean.py", "steps/steps/scale.py", "train.py"],
    ),
}


@pytest.mark.parametrize(("files", "again"), CHANGES.values(), ids=CHANGES)
def test_a_change_costs_the_file_and_what_follows_it(files: dict[str, str], again: list[str], project: Path) -> None:
    run(project)
    write(project, files)
    changed = run(project)
    assert list(changed.analysed) == again
    assert same(changed, run(project, cached=False))
    assert run(project).analysed == ()


LOST = "import pandas as pd\ndf = pd.read_csv('a.csv')\ndf['a'].fillna(0, inplace=True)\nprint(df)\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": "!pip install x"}
INSTALLS = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
STATING = sorted({*pins._FILES, *(n.replace("y*ml", "yml").replace("*", "-x") for n in versions._FILES)})


@pytest.mark.parametrize("name", ["requirements.txt", "work/requirements.txt", "work/requirements/base.txt"])
def test_what_a_project_requires_is_part_of_what_was_found(name: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"work/lost.py": LOST, "work/cells.ipynb": json.dumps(INSTALLS), "other/plot.py": CLEAN})
    free = run(tmp_path)
    write(tmp_path, {name: "pandas==1.5.3\nx==2.0\n"})
    bound = run(tmp_path)
    assert {"work/cells.ipynb", "work/lost.py"} <= set(bound.analysed)
    assert ("other/plot.py" in bound.analysed) == (name == "requirements.txt")
    assert same(bound, run(tmp_path, cached=False)) and run(tmp_path).analysed == ()
    told = [
        {at.finding.code: (at.finding.severity, at.finding.message) for at in each.findings} for each in (free, bound)
    ]
    assert ["MLS317" in each for each in told] == [True, False]
    assert ["x==2.0" in each["MLS408"][1] for each in told] == [False, True]


@pytest.mark.parametrize("name", STATING)
def test_every_file_that_states_versions_is_looked_at(name: str, tmp_path: Path) -> None:
    write(tmp_path, {name: "", "notes.txt": "", "config.yaml": ""})
    assert versions.stated_in(tmp_path) == [tmp_path / name]


def test_a_module_that_was_missing_is_noticed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"train.py": TRAIN})
    assert "MLS103" not in {at.finding.code for at in run(tmp_path).findings}
    write(tmp_path, {name: PROJECT[name] for name in PROJECT if name.startswith("steps/")})
    found = run(tmp_path)
    assert "train.py" in found.analysed
    assert "MLS103" in {at.finding.code for at in found.findings}
    (tmp_path / "steps" / "clean.py").unlink()
    assert list(run(tmp_path).analysed) == ["train.py"]


def test_a_file_that_is_gone_is_forgotten(project: Path) -> None:
    run(project)
    (project / "plot.py").unlink()
    run(project)
    write(project, {"plot.py": CLEAN})
    assert list(run(project).analysed) == ["plot.py"]


def test_a_part_of_the_project_forgets_nothing(project: Path) -> None:
    run(project)
    write(project, {"plot.py": CLEAN + "x = 1\n"})
    assert list(check_paths([project / "plot.py"], load_config(project), cached=True).analysed) == ["plot.py"]
    assert run(project).analysed == ()


# options after a run with default settings → whether files without suppressions must be analysed again
OPTIONS: dict[str, tuple[dict[str, Any], bool]] = {
    "select": ({"select": ("MLS1",)}, False),
    "select a name": ({"select": ("unseeded-split",)}, False),
    "ignore": ({"ignore": ("MLS103",)}, False),
    "confidence": ({"min_confidence": "high"}, False),
    "low confidence": ({"min_confidence": "low"}, False),
    "profile": ({"profile": "exploration"}, False),
    "fail on": ({"fail_on": "info"}, False),
}


@pytest.mark.parametrize(("options", "again"), OPTIONS.values(), ids=OPTIONS)
def test_selection_is_applied_afterwards(options: dict[str, Any], again: bool, project: Path) -> None:
    run(project)
    settings = load_config(project).with_options(options)
    second = run(project, settings=settings)
    # Which suppression is of use depends on the rules that ran.
    assert set(second.analysed) <= {"silenced.py"}
    assert same(second, run(project, settings=settings, cached=False))
    assert same(run(project), run(project, cached=False))


# name: (mlsmells.yaml, what is analysed again)
SETTINGS: dict[str, tuple[str, set[str]]] = {
    "severity": ("severity: {MLS103: info}\n", set()),
    "per path": ('per_path: {"train.py": {ignore: [MLS1]}}\n', set()),
    "role": ('roles: {"train.py": test}\n', {"train.py"}),
    "data roots": ('data_roots: ["/mnt/data"]\n', set(PROJECT)),
    "knowledge": ("knowledge: [team.yaml]\n", set(PROJECT)),
}


@pytest.mark.parametrize(("text", "again"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_facts_depend_on_are_part_of_the_key(text: str, again: set[str], project: Path) -> None:
    write(project, {"mlsmells.yaml": "seed: 1\n", "team.yaml": "library: team\n"})
    run(project)
    write(project, {"mlsmells.yaml": text})
    second = run(project)
    assert set(second.analysed) - {"silenced.py"} == again - {"silenced.py"}
    assert same(second, run(project, cached=False))


def test_a_team_s_knowledge_is_read_again(project: Path) -> None:
    write(project, {"mlsmells.yaml": "knowledge: [team.yaml]\n", "team.yaml": "library: team\n"})
    run(project)
    write(project, {"team.yaml": "library: team\n# changed\n"})
    assert run(project).analysed == EVERYTHING


def test_another_version_of_the_program_starts_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    for name in "abcde":
        monkeypatch.setattr(store, "program_digest", lambda name=name: name * 16)
        assert run(project).analysed == EVERYTHING
    assert run(project).analysed == ()
    assert len(list((project / FOLDER).glob("*.txt"))) == places.KEPT_VERSIONS


def test_processes_do_not_matter(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, {f"more{number}.py": TRAIN for number in range(4)})
    monkeypatch.setattr(workers, "MIN_FILES", 2)
    first = run(project, jobs=2)
    second = run(project, jobs=2)
    assert len(first.analysed) == len(first.files) and second.analysed == ()
    assert same(first, second) and same(first, run(project, jobs=1, cached=False))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _forge(path: Path) -> None:
    """Lines with a right checksum and wrong content."""
    lines = [line.decode().split("\t") for line in path.read_bytes().splitlines()]
    forged = [
        store._line(kind, json.loads(shown), [key, deps, "[1,[2],{}]", summary])
        for _, kind, shown, key, deps, _, summary in (line for line in lines if line[1] == "file")
    ]
    path.write_bytes(b"\n".join(forged))


def _older(summary: dict[str, Any]) -> None:
    summary["version"] -= 1


def _lacking(summary: dict[str, Any]) -> None:
    del summary["candidate"]


def _torn(summary: dict[str, Any]) -> None:
    summary["imports"] = [{"module": "pandas"}]


def _of_another_shape(summary: dict[str, Any]) -> None:
    summary["random"] = 3


def _summaries(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Lines with a right checksum and summaries that are changed."""

    def damage(path: Path) -> None:
        out = []
        for line in (line.decode().split("\t") for line in path.read_bytes().splitlines()):
            _, kind, shown, *fields = line
            if kind == "file" and fields[-1] != "null":
                summary = json.loads(fields[-1])
                change(summary)
                fields[-1] = json.dumps(summary)
            out.append(store._line(kind, json.loads(shown), fields))
        path.write_bytes(b"\n".join(out))

    return damage


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "cut off": _cut,
    "a wrong bit": _flip,
    "forged": _forge,
    "summaries of an older version": _summaries(_older),
    "summaries that lack something": _summaries(_lacking),
    "summaries with a torn record": _summaries(_torn),
    "summaries of another shape": _summaries(_of_another_shape),
    "empty": lambda path: path.write_bytes(b""),
    "binary": lambda path: path.write_bytes(os.urandom(5000)),
    "a folder": _folder,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_costs_time_alone(damage: Callable[[Path], None], project: Path) -> None:
    first = run(project)
    (kept,) = (project / FOLDER).glob("*.txt")
    damage(kept)
    second = run(project)
    assert second.analysed
    assert same(first, second)


def test_a_folder_that_cannot_be_made_is_no_error(project: Path) -> None:
    (project / FOLDER).write_text("a file\n", encoding="utf-8")
    assert same(run(project), run(project, cached=False))
    assert run(project).analysed == EVERYTHING


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")
def test_a_link_is_not_followed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / FOLDER).symlink_to(elsewhere)
    run(project)
    assert list(elsewhere.iterdir()) == []


def test_the_folder_is_ignored_by_git_and_nothing_is_kept_unasked(project: Path) -> None:
    run(project, cached=False)
    assert not (project / FOLDER).exists()
    run(project)
    assert (project / FOLDER / ".gitignore").read_text(encoding="ascii") == "*\n"
    assert sorted(path.suffix for path in (project / FOLDER).iterdir()) == ["", ".TAG", ".txt"]


def test_another_run_s_results_are_kept(project: Path) -> None:
    settings = load_config(project)
    ours = store.Store(places.Folder(project / FOLDER))
    check_paths([project / "plot.py"], settings, cached=True)
    ours.put_file("train.py", ["key"])
    ours.save()
    assert check_paths([project / "plot.py"], settings, cached=True).analysed == ()


def test_a_rule_that_is_off_does_not_show_that_it_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, RED, BLUE, failing())
    write(tmp_path, {"a.py": "red\nblue\nred\n"})
    settings = config(tmp_path, select=("MLS190",))
    assert same(run(tmp_path, settings=settings), run(tmp_path, settings=settings, cached=False))
    louder = config(tmp_path, min_confidence="low")
    again = run(tmp_path, settings=louder)
    assert again.analysed == ()
    assert [at.finding.code for at in (*again.findings, *again.errors)] == ["MLS190", "MLS191", "MLS190", "MLS000"]
    assert same(again, run(tmp_path, settings=louder, cached=False))


def test_places_of_project_findings_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, project_rule("a.py"))
    write(tmp_path, {"a.py": "x = 1\ny = 2\n", "b.py": ""})
    settings = config(tmp_path)
    first = run(tmp_path, settings=settings)
    monkeypatch.setattr("mlsmells.engine.project_rules.read_source", None)  # nobody may ask for it
    assert same(run(tmp_path, settings=settings), first)
    assert first.findings[0].finding.severity is Severity.WARNING
    info = config(tmp_path, select=("MLS901",))
    assert same(run(tmp_path, settings=info), first)


def test_a_suppressed_project_finding_stays_suppressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, project_rule("a.py"))
    write(tmp_path, {"a.py": "x = 1\ny = 2  # noqa: MLS901\n"})
    settings = config(tmp_path)
    assert run(tmp_path, settings=settings).findings == run(tmp_path, settings=settings).findings == ()
    write(tmp_path, {"a.py": "x = 1\ny = 2\n"})
    assert len(run(tmp_path, settings=settings).findings) == 1


def test_rules_that_are_asked_for_later_are_run_later(tmp_path: Path) -> None:
    """Those that are off by default run for nobody else, so what is kept does not have them."""
    write(tmp_path, {"a.py": "import numpy as np\nimport sklearn\n\nprint(np.dot([1], [2]))\n"})
    assert run(tmp_path).findings == ()
    write(tmp_path, {"mlsmells.yaml": "profile: parity\n"})
    assert [at.finding.code for at in run(tmp_path).findings] == ["MLS790"]
    write(tmp_path, {"mlsmells.yaml": "profile: project\n"})
    assert run(tmp_path).findings == ()


FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
SOURCES = sorted(path for path in FIXTURES.rglob("bad*") if path.suffix in (".py", ".ipynb"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(FIXTURES).as_posix())
def test_what_is_kept_comes_back_as_it_was(path: Path) -> None:
    settings = load_config(FIXTURES, isolated=True)
    source = read_source(path, display=path.relative_to(FIXTURES).as_posix())
    rules = [rule for rule in registry.all_rules() if rule.scope != "project"]
    entry = entry_of(analyse(source, settings, rules, modules=None, summary=True), source, settings, "project")
    stored = json.loads(json.dumps([plain.of_entry(entry), entry.summary]))
    assert plain.entry(*stored) == entry


PLUGIN = """
import ast, sys
from mlsmells.flake8_plugin import Plugin
text = "from sklearn.model_selection import train_test_split\\na, b = train_test_split(x)\\n"
assert list(Plugin(ast.parse(text), "job.py", text.splitlines(True)).run())
print(*(name for name in sys.modules if name.startswith("mlsmells.")))
"""


def test_the_plugin_knows_nothing_of_all_this(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PLUGIN], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = {name.removeprefix("mlsmells.") for name in done.stdout.split()}
    assert "engine.check" in loaded
    assert not loaded & {"engine.cache", "engine.keeping.store", "engine.plain", "engine.entries", "engine.project"}
    assert not loaded & {
        "engine.lineage",
        "facts.analyses.file_uses",
        "facts.interpreter.environment",
        "facts.project.stages",
    }
    assert "facts.analyses.summaries.file" not in loaded
    assert list(tmp_path.iterdir()) == []
