"""Programs run with a known command line and settings files: which files they open."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells import facts
from mlsmells.facts.analyses.file_uses import from_root, uses
from mlsmells.facts.interpreter.environment import Environment
from mlsmells.sources import ProjectModules, source_from_text

SETTINGS = {
    "params.yaml": "prepare: {split: 0.2, source: raw/visits.csv}\nfolders: [one, two]\n",
    "conf/run.toml": '[data]\npath = "raw/toml.csv"\n',
    "conf/run.json": '{"path": "raw/json.csv"}',
    "conf/config.yaml": "defaults:\n  - data: hospital\n  - _self_\nout: {folder: made}\n",
    "conf/data/hospital.yaml": "path: raw/hydra.csv\n",
    "src/paths.py": "from pathlib import Path\nROOT = Path(__file__).resolve().parent.parent\nRAW = ROOT / 'raw'\n",
    "src/tools.py": "import sys\ndef load(path):\n    return open(path).read()\n"
    "if __name__ == '__main__':\n    load('never.csv')\n",
    "src/layout.py": "from dataclasses import dataclass\n@dataclass\nclass Layout:\n"
    "    raw: str\n    out: str = 'out.csv'\n",
}
CLICK = """\
import click
@click.command()
@click.argument("source")
@click.option("--out", "-o", "target", default="made/default.csv")
@click.option("--fast", is_flag=True)
def main(source, target, fast):
    open(source)
    open(target, "w")
main()
"""
TYPER = """\
import typer
def main(source: str, target: str = "made/default.csv", times: int = typer.Option(3)):
    open(source)
    open(target, "w")
typer.run(main)
"""
ARGPARSE = """\
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("--out", "-o", dest="target", default="made/default.csv")
parser.add_argument("--rows", type=int, nargs="?", default=3)
parser.add_argument("--fast", action="store_true")
args = parser.parse_args()
open(args.source)
open(args.target, "w")
"""
FROM_ARGUMENTS = {
    "in order": ("raw/a.csv", ["reads raw/a.csv", "writes made/default.csv"]),
    "option": ("raw/a.csv --out made/b.csv", ["reads raw/a.csv", "writes made/b.csv"]),
    "option with equals": ("--out=made/b.csv raw/a.csv", ["reads raw/a.csv", "writes made/b.csv"]),
    "short option": ("-o made/b.csv raw/a.csv", ["reads raw/a.csv", "writes made/b.csv"]),
    "a flag takes no value": ("--fast raw/a.csv", ["reads raw/a.csv", "writes made/default.csv"]),
    "defaults alone": (None, ["reads ?", "writes made/default.csv"]),
}

# name: (script, its arguments, what it opens)
CASES: dict[str, tuple[str, str | None, list[str]]] = {
    "sys.argv": ("import sys\nopen(sys.argv[1])\n", "raw/a.csv", ["reads raw/a.csv"]),
    "sys.argv, imported": ("from sys import argv\nopen(argv[2])\n", "x raw/a.csv", ["reads raw/a.csv"]),
    "sys.argv, too short": ("import sys\nopen(sys.argv[2])\n", "raw/a.csv", ["reads ?"]),
    "sys.argv, not known": ("import sys\nopen(sys.argv[1])\n", None, ["reads ?"]),
    "joined with an argument": (
        "import os, sys\nopen(os.path.join(sys.argv[1], 'train.csv'))\n",
        "made",
        ["reads made/train.csv"],
    ),
    "an f-string": ("import sys\nname = sys.argv[1]\nopen(f'raw/{name}.csv')\n", "a", ["reads raw/a.csv"]),
    "Path /": ("from pathlib import Path\n(Path('raw') / 'a.csv').read_text()\n", "", ["reads raw/a.csv"]),
    "Path.open to write": ("from pathlib import Path\nPath('a.csv').open('w')\n", "", ["writes a.csv"]),
    "another suffix": (
        "from pathlib import Path\nopen(Path('raw/a.csv').with_suffix('.pkl'), 'wb')\n",
        "",
        ["writes raw/a.pkl"],
    ),
    "parent": ("from pathlib import Path\nopen(Path('raw/a.csv').parent / 'b.csv')\n", "", ["reads raw/b.csv"]),
    "beside the file": (
        "import os\nopen(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'a.csv'))\n",
        "",
        ["reads src/a.csv"],
    ),
    "constants of a module": ("from paths import RAW\nopen(RAW / 'a.csv')\n", "", ["reads raw/a.csv"]),
    "helper of a module": ("from tools import load\nload('raw/a.csv')\n", "", ["reads raw/a.csv"]),
    "main guard of a module is not run": ("import tools\nx = tools.load\n", "", []),
    "dataclass": (
        "from layout import Layout\nlayout = Layout(raw='a.csv')\nopen(layout.raw)\nopen(layout.out, 'w')\n",
        "",
        ["reads a.csv", "writes out.csv"],
    ),
    "yaml": (
        "import yaml\nsettings = yaml.safe_load(open('params.yaml'))['prepare']\nopen(settings['source'])\n",
        "",
        ["reads params.yaml", "reads raw/visits.csv"],
    ),
    "yaml, its text": (
        "import yaml\nwith open('params.yaml') as file:\n    settings = yaml.safe_load(file.read())\n"
        "open(settings['prepare'].get('source'))\n",
        "",
        ["reads params.yaml", "reads raw/visits.csv"],
    ),
    "yaml, unknown file": ("import sys, yaml\nopen(yaml.safe_load(open(sys.argv[1]))['x'])\n", None, ["reads ?"]),
    "yaml, missing key": (
        "import yaml\nopen(yaml.safe_load(open('params.yaml'))['nothing'])\n",
        "",
        ["reads ?", "reads params.yaml"],
    ),
    "yaml, a loop over a list": (
        "import yaml\nfor name in yaml.safe_load(open('params.yaml'))['folders']:\n    open(f'{name}/a.csv')\n",
        "",
        ["reads one/a.csv", "reads params.yaml", "reads two/a.csv"],
    ),
    "attributes of settings": (
        "import yaml\nfrom box import ConfigBox\n"
        "settings = ConfigBox(yaml.safe_load(open('params.yaml')))\nopen(settings.prepare.source)\n",
        "",
        ["reads params.yaml", "reads raw/visits.csv"],
    ),
    "toml": (
        "import tomllib\nwith open('conf/run.toml', 'rb') as file:\n    settings = tomllib.load(file)\n"
        "open(settings['data']['path'])\n",
        "",
        ["reads conf/run.toml", "reads raw/toml.csv"],
    ),
    "json": (
        "import json\nsettings = json.load(open('conf/run.json'))\nopen(settings['path'])\n",
        "",
        ["reads conf/run.json", "reads raw/json.csv"],
    ),
    "outside of the project": (
        "import yaml\nopen(yaml.safe_load(open('../params.yaml'))['x'])\n",
        "",
        ["reads ../params.yaml", "reads ?"],
    ),
    "hydra": (
        "import hydra\n@hydra.main(config_path='../conf', config_name='config')\ndef main(cfg):\n"
        "    open(cfg.data.path)\n    open(f'{cfg.out.folder}/a.csv', 'w')\nmain()\n",
        "out.folder=other",
        ["reads raw/hydra.csv", "writes other/a.csv"],
    ),
    "copied": ("import shutil\nshutil.copy('a.csv', 'b.csv')\n", "", ["reads a.csv", "writes b.csv"]),
    "appended": ("open('a.csv', 'a')\n", "", ["writes a.csv"]),
    "changed in place": ("open('a.csv', 'r+')\n", "", ["reads a.csv", "writes a.csv"]),
    "a folder's files": ("import glob\nfor name in glob.glob('raw/*.csv'):\n    pass\n", "", ["reads raw"]),
    "pandas": (
        "import sys\nimport pandas as pd\ndef run(source, target):\n    pd.read_csv(source).to_csv(target)\n"
        "if __name__ == '__main__':\n    run(*sys.argv[1:])\n",
        "raw/a.csv made/a.csv",
        ["reads raw/a.csv", "writes made/a.csv"],
    ),
    "a figure": ("import matplotlib.pyplot as plt\nplt.savefig('a.png')\n", "", ["writes a.png"]),
    "a data set of a library is no file": ("from sklearn.datasets import load_iris\nload_iris()\n", "", []),
    "a name in a store": (
        "from datasets import load_dataset\nload_dataset('imdb')\n",
        "",
        ["reads datasets:imdb"],
    ),
    **{f"argparse, {name}": (ARGPARSE, *case) for name, case in FROM_ARGUMENTS.items()},
    **{f"click, {name}": (CLICK, *case) for name, case in FROM_ARGUMENTS.items()},
    **{
        f"typer, {name}": (TYPER.replace("target", "out"), *case)
        for name, case in FROM_ARGUMENTS.items()
        if "short" not in name and "flag" not in name
    },
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in SETTINGS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def opened(root: Path, script: str, arguments: str | None) -> list[str]:
    outside = Environment(root, "", None if arguments is None else tuple(arguments.split()))
    seen = facts.build(source_from_text(script, "src/job.py"), (), ProjectModules(root), outside)
    paths = ((use.mode, use.path) for use in uses(seen))
    return sorted({f"{mode} {from_root(path, root, '') if path and '{}' not in path else '?'}" for mode, path in paths})


@pytest.mark.parametrize(("script", "arguments", "expected"), CASES.values(), ids=CASES)
def test_what_a_program_opens(script: str, arguments: str | None, expected: list[str], root: Path) -> None:
    assert opened(root, script, arguments) == sorted(expected)


def test_without_an_outside_the_walk_is_as_it_was() -> None:
    script = "import argparse\nimport pandas as pd\n" + ARGPARSE + "pd.read_csv(args.target)\n"
    seen = facts.build(source_from_text(script, "src/job.py"))
    assert [(use.name, use.path) for use in uses(seen)] == [("open", None), ("pandas.read_csv", None)]
