"""A project is read, never run: no code of it, no program that it names, no connection; by no command that reads.

Python's own audit hook tells what happens, and each trap leaves a mark when it is sprung.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MARK = "sprung"
TRAP = f"import os\nopen(os.path.join(os.path.dirname(os.path.abspath(__file__)), {MARK!r}), 'w').close()\n"
TRAIN = """import pandas as pd
import helper
from sklearn.model_selection import train_test_split
from helper import clean

df = clean(pd.read_csv("http://localhost:1/data.csv"))
train, test = train_test_split(df)
eval("open('sprung', 'w')")
exec(open("helper.py").read())
"""
YAML = f"knowledge: !!python/object/apply:os.system ['touch {MARK}']\n"
# Modules that this program or its libraries import, and those that tools run.
NAMES = (
    "helper", "yaml", "click", "libcst", "json", "tomlkit", "flake8", "sklearn", "pandas", "mlsmells_team",
    "conftest", "setup", "sitecustomize", "usercustomize", "noxfile",
)  # fmt: skip
PROJECT = {
    **{f"{name}.py": TRAP for name in NAMES},
    "train.py": TRAIN,
    "book.ipynb": json.dumps(
        {
            "nbformat": 4,
            "cells": [
                {"cell_type": "code", "source": f"!touch {MARK}\n%run helper.py\n%load_ext helper", "outputs": []},
                {"cell_type": "code", "source": TRAIN, "outputs": []},
            ],
        }
    ),
    "dvc.yaml": f"stages:\n  a:\n    cmd: python train.py; touch {MARK}\n    deps: [../../../etc/passwd]\n",
    "params.yaml": f"a: !!python/object/apply:os.system ['touch {MARK}']\n",
    "requirements.txt": "pandas\n-e .\n",
    "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'helper'\nbackend-path = ['.']\n",
    ".gitattributes": "*.py filter=evil diff=evil\n*.ipynb filter=evil diff=evil\n",
}
GIT = f"""
[core]
    fsmonitor = "touch {MARK}; false"
    hooksPath = hooks
    pager = touch {MARK}
[filter "evil"]
    clean = "touch {MARK}; cat"
    smudge = "touch {MARK}; cat"
    required = true
[diff]
    external = touch {MARK}
[diff "evil"]
    textconv = "touch {MARK}; cat"
[log]
    showSignature = true
[gpg]
    program = touch {MARK}
"""
HOOK = f"#!/bin/sh\ntouch {MARK}\n"

WATCHED = """
import json, os, sys
place, *runs = json.loads(sys.argv[1])
seen = []
MAKERS = ("dataclasses", "collections", "typing", "mlsmells.core.records")  # of records, from the names of their fields
def hook(event, arguments):
    if event.startswith("socket."):
        seen.append([event, repr(arguments)[:80]])
    elif event == "exec":
        file = getattr(arguments[0], "co_filename", "")
        by = sys._getframe(1).f_globals.get("__name__")
        if file.startswith(place) or (file.startswith("<") and "frozen" not in file and by not in MAKERS):
            seen.append([event, file, by])
    elif event in ("os.system", "os.exec", "os.posix_spawn", "pty.spawn", "ctypes.dlopen", "pickle.find_class"):
        seen.append([event, repr(arguments)[:80]])
    elif event == "subprocess.Popen" and os.path.basename(os.fsdecode(arguments[1][0])) != "git":
        seen.append([event, repr(arguments[1])])
from mlsmells.cli import main
sys.addaudithook(hook)
codes = []
for run in runs:
    try:
        main(run, prog_name="mlsmells")
    except SystemExit as end:
        codes.append(end.code)
own = [str(m.__file__) for m in list(sys.modules.values()) if str(getattr(m, "__file__", "")).startswith(place)]
print(json.dumps([codes, seen, own]), file=sys.stderr)
"""
RUNS = (
    ["check", ".", "--no-cache", "--jobs", "1", "--show-notes", "--output-format", "sarif", "-q"],
    ["check", ".", "--add-noqa", "because", "-q"],
    ["check", ".", "--diff-base", "HEAD", "-q"],
    ["fix", ".", "--unsafe-fixes", "--diff"],
    ["fix", ".", "--unsafe-fixes"],
    ["graph", "."],
    ["accept", "."],
)


# The console script does not look for modules in the current folder, either.
SAFE = {**os.environ, "PYTHONSAFEPATH": "1"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    place = tmp_path / "project"
    place.mkdir()
    for name, text in PROJECT.items():
        (place / name).write_text(text, encoding="utf-8")
    git = ("git", "-C", str(place), "-c", "user.name=a", "-c", "user.email=a@b.c")
    for arguments in (("init", "-q"), ("add", "train.py"), ("commit", "-q", "-m", "a")):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    (place / "hooks").mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "pre-commit"):
        (place / "hooks" / hook).write_text(HOOK, encoding="utf-8")
        (place / "hooks" / hook).chmod(0o755)
    with (place / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(GIT)
    (place / "train.py").write_text(TRAIN + "x = 1\n", encoding="utf-8")
    return place


@pytest.mark.skipif(shutil.which("git") is None, reason="without git")
def test_nothing_of_the_project_runs(project: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps([str(project), *RUNS])],
        cwd=project, capture_output=True, text=True, env=SAFE,
    )  # fmt: skip
    codes, seen, own = json.loads(told.stderr.splitlines()[-1])
    assert len(codes) == len(RUNS) and set(codes) <= {0, 1, None}, told.stderr
    assert seen == []
    assert own == []
    assert list(project.rglob(MARK)) == []


@pytest.mark.parametrize("text", [YAML], ids=["a tag of Python"])
def test_settings_make_no_objects(text: str, project: Path) -> None:
    (project / "mlsmells.yaml").write_text(text, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "mlsmells", "check", "train.py"], cwd=project, capture_output=True, text=True
    )
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert list(project.rglob(MARK)) == []
