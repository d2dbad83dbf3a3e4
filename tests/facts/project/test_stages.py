"""The stages of a pipeline that DVC runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.project.stages import read_stages

PARAMS = "raw: data/raw.csv\nmodels: [tree, forest]\nper_site:\n  north: {rows: 3}\n  south: {rows: 4}\n"
# name: (dvc.yaml, stages as "name: command | deps | outs | params")
STAGES = {
    "plain": (
        "stages:\n  clean:\n    cmd: python clean.py\n    deps: [a.csv, clean.py]\n    outs: [b.csv]\n",
        ["clean: python clean.py | a.csv clean.py | b.csv | "],
    ),
    "options of an output": (
        "stages:\n  clean:\n    cmd: run\n    outs:\n    - b.csv: {cache: false}\n"
        "    metrics:\n    - m.json:\n        cache: false\n"
        "    plots: [p.csv]\n",
        ["clean: run |  | b.csv m.json p.csv | "],
    ),
    "parameters": (
        "stages:\n  clean:\n    cmd: run\n    params:\n    - prepare.seed\n"
        "    - prepare.split\n    - other.yaml: [x]\n",
        ["clean: run |  |  | params.yaml other.yaml"],
    ),
    "a template": (
        "stages:\n  clean:\n    cmd: run ${raw}\n    deps: ['${raw}']\n",
        ["clean: run data/raw.csv | data/raw.csv |  | "],
    ),
    "variables of the file": (
        "vars:\n- out: made\nstages:\n  clean:\n    cmd: run\n    outs: ['${out}/${models[0]}.csv']\n",
        ["clean: run |  | made/tree.csv | "],
    ),
    "an unknown template": (
        "stages:\n  clean:\n    cmd: run\n    outs: ['${nothing}.csv']\n",
        ["clean: run |  | {}.csv | "],
    ),
    "foreach over a list": (
        "stages:\n  fit:\n    foreach: ${models}\n    do:\n      cmd: run ${item}\n      outs: ['${item}.pkl']\n",
        ["fit@tree: run tree |  | tree.pkl | ", "fit@forest: run forest |  | forest.pkl | "],
    ),
    "foreach over a mapping": (
        "stages:\n  fit:\n    foreach: ${per_site}\n    do:\n      cmd: run ${key} ${item.rows}\n",
        ["fit@north: run north 3 |  |  | ", "fit@south: run south 4 |  |  | "],
    ),
    "matrix": (
        "stages:\n  fit:\n    matrix:\n      model: [a, b]\n      rows: [1]\n    cmd: run ${item.model} ${item.rows}\n",
        ["fit@a-1: run a 1 |  |  | ", "fit@b-1: run b 1 |  |  | "],
    ),
    "another folder": (
        "stages:\n  clean:\n    wdir: sub\n    cmd: run\n    deps: [../a.csv]\n    outs: [b.csv]\n",
        ["clean: run | a.csv | sub/b.csv | "],
    ),
    "several commands": ("stages:\n  clean:\n    cmd:\n    - one\n    - two\n", ["clean: one && two |  |  | "]),
    "no stages": ("metrics: [a.json]\n", []),
    "not YAML": ("stages: [\n", []),
    "a text": ("stages\n", []),
    "a stage that is none": ("stages:\n  clean: run\n", []),
}


@pytest.mark.parametrize(("text", "expected"), STAGES.values(), ids=STAGES)
def test_stages(text: str, expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text(PARAMS, encoding="utf-8")
    (tmp_path / "dvc.yaml").write_text(text, encoding="utf-8")
    found = read_stages(tmp_path, "dvc.yaml")
    shown = [
        f"{s.name}: {' && '.join(s.commands)} | {' '.join(s.deps)} | {' '.join(s.outs)} | {' '.join(s.params)}"
        for s in found
    ]
    assert shown == expected


def test_a_stage_knows_its_line(tmp_path: Path) -> None:
    (tmp_path / "dvc.yaml").write_text("vars: []\nstages:\n  a:\n    cmd: x\n\n  b:\n    cmd: y\n", encoding="utf-8")
    assert [stage.line for stage in read_stages(tmp_path, "dvc.yaml")] == [3, 6]
