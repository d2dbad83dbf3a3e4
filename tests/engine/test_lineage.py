"""The graph of a project, and where its dvc.yaml says something else than its code does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mlsmells.cli import main
from mlsmells.config import load_config
from mlsmells.engine.lineage import build_lineage
from mlsmells.engine.trails import Lineage

PROJECT = {
    "params.yaml": "clean:\n  rows: 100\nfit:\n  depth: 3\n  report: reports/scores.json\n",
    "dvc.yaml": """\
stages:
  clean:
    cmd: python steps/clean.py data/visits.csv
    deps: [data/visits.csv, steps/clean.py]
    params: [clean.rows]
    outs: [data/clean]
  fit:
    cmd: python steps/fit.py data/clean --model models/tree.pkl
    deps: [data/clean, steps/fit.py, steps/shared]
    params: [fit.depth]
    outs: [models/tree.pkl]
    metrics: [reports/scores.json]
""",
    "steps/clean.py": """\
import os
import sys

import pandas as pd
import yaml

rows = yaml.safe_load(open("params.yaml"))["clean"]["rows"]
visits = pd.read_csv(sys.argv[1]).head(rows)
for part in ("train", "test"):
    visits.to_csv(os.path.join("data", "clean", f"{part}.csv"))
""",
    "steps/fit.py": """\
import argparse
import json
import pickle

import pandas as pd
import yaml
from sklearn.tree import DecisionTreeClassifier

from shared.tables import table


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--model", default="model.pkl")
    args = parser.parse_args()
    with open("params.yaml") as file:
        settings = yaml.safe_load(file)["fit"]
    train, test = table(args.folder, "train"), table(args.folder, "test")
    model = DecisionTreeClassifier(max_depth=settings["depth"], random_state=0)
    model.fit(train.drop(columns="returned"), train["returned"])
    with open(args.model, "wb") as file:
        pickle.dump(model, file)
    with open(settings["report"], "w") as file:
        json.dump({"accuracy": model.score(test.drop(columns="returned"), test["returned"])}, file)


if __name__ == "__main__":
    main()
""",
    "steps/shared/tables.py": "from pathlib import Path\nimport pandas as pd\n\n"
    "def table(folder, part):\n    return pd.read_csv(Path(folder) / f'{part}.csv')\n",
    "serve.py": "import pickle\n\nwith open('models/tree.pkl', 'rb') as file:\n    model = pickle.load(file)\n",
    "explore/look.ipynb": json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "source": "import pandas as pd\npd.read_csv('../data/clean/train.csv').hist()",
                    "metadata": {},
                    "outputs": [],
                    "execution_count": 1,
                }
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ),
}
STAGE_EDGES = [
    "clean -> data/clean",
    "data/clean -> fit",
    "data/visits.csv -> clean",
    "fit -> models/tree.pkl",
    "fit -> reports/scores.json",
    "params.yaml -> clean",
    "params.yaml -> fit",
]


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def graph(folder: Path, **changes: str) -> Lineage:
    """The graph of the project with texts of its files replaced: ``name__old=new`` is awkward, so pairs by file."""
    write(folder, {**PROJECT, **changes})
    return build_lineage(folder, load_config(folder, isolated=True))


def edges(found: Lineage) -> dict[str, str]:
    return {f"{edge.start} -> {edge.end}": edge.said_by for edge in found.edges.values()}


def test_stages_have_the_edges_that_dvc_yaml_says(tmp_path: Path) -> None:
    found = graph(tmp_path)
    said = {edge: by for edge, by in edges(found).items() if "serve" not in edge and "look" not in edge}
    assert said == dict.fromkeys(STAGE_EDGES, "both")
    assert found.differences == []
    assert found.unclear == []


def test_scripts_and_notebooks_beside_the_stages(tmp_path: Path) -> None:
    found = graph(tmp_path)
    others = {edge: by for edge, by in edges(found).items() if edge not in STAGE_EDGES}
    assert others == {"models/tree.pkl -> serve.py": "code", "data/clean -> explore/look.ipynb": "code"}
    kinds = {node.id: node.kind for node in found.nodes.values()}
    assert kinds == {
        "clean": "stage",
        "fit": "stage",
        "serve.py": "script",
        "explore/look.ipynb": "notebook",
        "params.yaml": "settings",
        **dict.fromkeys(("data/clean", "data/visits.csv", "models/tree.pkl", "reports/scores.json"), "data"),
    }


def test_an_edge_knows_its_places(tmp_path: Path) -> None:
    found = graph(tmp_path)
    places = {(place.file, place.path) for place in found.edges["data/clean", "fit"].places}
    assert places == {
        ("steps/shared/tables.py", "data/clean/train.csv"),
        ("steps/shared/tables.py", "data/clean/test.csv"),
    }


Change = tuple[str, str, str]
# name: (changes as (file, old, new), differences as "stage kind path")
DIFFERENCES: dict[str, tuple[list[Change], list[str]]] = {
    "a dep is missing": (
        [("dvc.yaml", "deps: [data/visits.csv, ", "deps: [")],
        ["clean missing-dep data/visits.csv"],
    ),
    "parameters are missing": (
        [("dvc.yaml", "    params: [clean.rows]\n", "")],
        ["clean missing-dep params.yaml"],
    ),
    "an out is missing": (
        [("dvc.yaml", "    metrics: [reports/scores.json]\n", "")],
        ["fit missing-out reports/scores.json"],
    ),
    "an out elsewhere": (
        [("dvc.yaml", "--model models/tree.pkl", "--model models/other.pkl")],
        ["fit missing-out models/other.pkl", "fit out-never-written models/tree.pkl"],
    ),
    "the script reads more": (
        [("steps/clean.py", "rows =", 'pd.read_csv("data/sites.csv")\nrows =')],
        ["clean missing-dep data/sites.csv"],
    ),
    "a dep nobody reads": (
        [("dvc.yaml", "[data/clean, steps/fit.py", "[data/clean, data/weather.csv, steps/fit.py")],
        ["fit dep-never-read data/weather.csv"],
    ),
    "another argument": (
        [("dvc.yaml", "clean.py data/visits.csv", "clean.py data/older.csv")],
        ["clean dep-never-read data/visits.csv", "clean missing-dep data/older.csv"],
    ),
    # Look-alikes on which nothing is said.
    "a file instead of its folder": (
        [("dvc.yaml", "outs: [data/clean]", "outs: [data/clean/train.csv, data/clean/test.csv]")],
        [],
    ),
    "a folder above": ([("dvc.yaml", "outs: [data/clean]", "outs: [data]")], []),
    "read back": ([("steps/clean.py", "for part", 'pd.read_csv("data/clean/train.csv")\nfor part')], []),
    "a dep that is used in an unknown way": (
        [
            ("dvc.yaml", "[data/visits.csv,", "[data/visits.csv, data/sites.db,"),
            ("steps/clean.py", "rows =", 'connect("data/sites.db")\nrows ='),
        ],
        [],
    ),
    "an unknown path may be the dep": (
        [
            ("dvc.yaml", "[data/visits.csv,", "[data/visits.csv, data/more.csv,"),
            ("steps/clean.py", "rows =", "pd.read_csv(unknown())\nrows ="),
        ],
        [],
    ),
    "an address": ([("steps/clean.py", "rows =", 'pd.read_csv("https://example.org/a.csv")\nrows =')], []),
    "a file outside": ([("steps/clean.py", "rows =", 'pd.read_csv("/mnt/a.csv")\nrows =')], []),
    "a log": ([("steps/clean.py", "rows =", 'open("clean.log", "w")\nrows =')], []),
    "another language": ([("dvc.yaml", "python steps/clean.py", "Rscript clean.R")], []),
    "one of two commands is not followed": (
        [
            (
                "dvc.yaml",
                "cmd: python steps/clean.py data/visits.csv",
                "cmd: fetch-weather && python steps/clean.py data/visits.csv",
            ),
            ("dvc.yaml", "[data/visits.csv,", "[data/visits.csv, data/weather.csv,"),
        ],
        [],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_differences(changes: list[Change], expected: list[str], tmp_path: Path) -> None:
    texts = dict(PROJECT)
    for name, old, new in changes:
        assert old in texts[name]
        texts[name] = texts[name].replace(old, new, 1)
    found = graph(tmp_path, **texts)
    assert sorted(f"{d.stage} {d.kind} {d.path}" for d in found.differences) == expected


def test_a_difference_says_where(tmp_path: Path) -> None:
    found = graph(tmp_path, **{"dvc.yaml": PROJECT["dvc.yaml"].replace("deps: [data/visits.csv, ", "deps: [", 1)})
    (one,) = found.differences
    assert (one.file, one.line) == ("dvc.yaml", 2)
    assert one.message == "stage clean: steps/clean.py reads data/visits.csv (line 8), which is not among its deps"


def test_stages_of_several_files_have_their_own_names(tmp_path: Path) -> None:
    write(tmp_path, {f"{part}/{name}": text for part in ("north", "south") for name, text in PROJECT.items()})
    found = build_lineage(tmp_path, load_config(tmp_path, isolated=True))
    stages = [node.id for node in found.nodes.values() if node.kind == "stage"]
    assert stages == [f"{part}/dvc.yaml:{name}" for part in ("north", "south") for name in ("clean", "fit")]
    assert edges(found)["north/data/clean -> north/dvc.yaml:fit"] == "both"
    assert found.differences == []


def test_a_library_is_shown_where_no_program_leads_into_it(tmp_path: Path) -> None:
    write(tmp_path, {"tables.py": "import pandas as pd\ndef sites():\n    return pd.read_csv('data/sites.csv')\n"})
    settings = load_config(tmp_path, isolated=True)
    assert edges(build_lineage(tmp_path, settings)) == {"data/sites.csv -> tables.py": "code"}
    write(tmp_path, {"job.py": "from tables import sites\nprint(sites())\n"})
    assert edges(build_lineage(tmp_path, settings)) == {"data/sites.csv -> job.py": "code"}


def test_tests_and_broken_files_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "tests/test_job.py": "open('a.csv')\n",
            "broken.py": "open('a.csv'\n",
            "dvc.yaml": "stages:\n  a:\n    cmd: python broken.py\n",
        },
    )
    found = build_lineage(tmp_path, load_config(tmp_path, isolated=True))
    assert list(found.edges) == []
    assert [item.what for item in found.unclear] == ["runs broken.py, which is not followed"]


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["graph", *map(str, arguments)])


def test_mermaid(tmp_path: Path) -> None:
    text = PROJECT["dvc.yaml"].replace("outs: [data/clean]", "outs: [data/clean, data/extra.csv]")
    write(tmp_path, {**PROJECT, "dvc.yaml": text.replace("    params: [fit.depth]\n", "")})
    result = run(tmp_path)
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "flowchart LR"
    ids = {line.split("[", 1)[1].strip('[("])'): line.split("[")[0] for line in lines if "[" in line}
    assert f'{ids["data/clean"]}[("data/clean")]' in lines
    assert f"{ids['clean<br>steps/clean.py']} -.->|not seen in the code| {ids['data/extra.csv']}" in lines
    assert f"{ids['data/clean']} --> {ids['fit<br>steps/fit.py']}" in lines
    assert any(line.endswith(f"-->|not in dvc.yaml| {ids['fit<br>steps/fit.py']}") for line in lines)
    assert "dvc.yaml:2: stage clean: nothing it runs writes its out data/extra.csv" in result.stderr
    assert result.exit_code == 0
    assert run(tmp_path, "--check").exit_code == 1


def test_json(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    result = run(tmp_path, "--output-format", "json", "--check")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert sorted(report) == ["differences", "edges", "nodes", "schema_version", "tool", "unclear"]
    edge = next(e for e in report["edges"] if e["to"] == "clean" and e["from"] == "data/visits.csv")
    place = {"file": "steps/clean.py", "line": 8, "path": "data/visits.csv"}
    assert edge == {"from": "data/visits.csv", "to": "clean", "said_by": "both", "places": [place]}
    assert run(tmp_path, "--output-format", "json").stdout == result.stdout


def test_names_cannot_break_the_chart(tmp_path: Path) -> None:
    write(tmp_path, {"job.py": "open('a\"]<b>.csv')\n"})
    assert "a#quot;]#lt;b#gt;.csv" in run(tmp_path, "-q").stdout


def test_a_file_is_no_project(tmp_path: Path) -> None:
    write(tmp_path, {"job.py": ""})
    assert run(tmp_path / "job.py").exit_code == 2


def test_a_file_outside_has_one_name_wherever_it_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "work/dvc.yaml": "stages:\n  a:\n    wdir: jobs\n    cmd: python a.py\n",
            "work/jobs/a.py": "open('../../shared/x.csv')\nopen('/data/y.csv')\n",
            "work/b.py": "open('../shared/x.csv')\nopen('/data/y.csv')\n",
        },
    )
    found = build_lineage(tmp_path / "work", load_config(tmp_path / "work", isolated=True))
    readers = [f"{name} -> {reader}" for name in ("../shared/x.csv", "/data/y.csv") for reader in ("a", "b.py")]
    assert sorted(edges(found)) == readers
