"""Who runs a notebook as a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts import build
from mlsmells.facts.notebook.runs import in_files, in_module
from mlsmells.sources import source_from_text

JOB = "name: CI\njobs:\n  {job}:\n    steps:\n      - name: {step}\n        run: papermill a.ipynb out.ipynb\n"
RUNS = {
    "an image": ("Dockerfile", "RUN x\nCMD papermill a.ipynb out.ipynb\n", ["2 papermill a.ipynb"]),
    "an image with a name": ("docker/train.Dockerfile", "CMD jupyter execute a.ipynb\n", ["1 jupyter a.ipynb"]),
    "a list of words": ("Dockerfile", 'CMD ["papermill", "a.ipynb", "b.ipynb"]\n', ["1 papermill a.ipynb"]),
    "options": ("Dockerfile", "RUN papermill -k python3 --log-output a.ipynb b.ipynb\n", ["1 papermill a.ipynb"]),
    "converted": ("Dockerfile", "RUN jupyter nbconvert --to script a.ipynb\n", ["1 nbconvert a.ipynb"]),
    "executed": ("Dockerfile", "RUN jupyter nbconvert --execute --to notebook a.ipynb\n", ["1 nbconvert a.ipynb"]),
    "executed, other order": (
        "Dockerfile",
        "RUN jupyter nbconvert a.ipynb --to notebook --execute\n",
        ["1 nbconvert a.ipynb"],
    ),
    "continued": ("Dockerfile", "RUN papermill \\\n  a.ipynb \\\n  b.ipynb\n", ["1 papermill a.ipynb"]),
    "a stage": ("dvc.yaml", "stages:\n  look:\n    cmd: papermill a.ipynb b.ipynb\n", ["3 papermill a.ipynb"]),
    "a target": ("Makefile", "train:\n\tpapermill a.ipynb b.ipynb\n", ["2 papermill a.ipynb"]),
    "a job": (".github/workflows/ci.yml", JOB.format(job="deploy", step="Run"), ["6 papermill a.ipynb"]),
    "a step": (".github/workflows/ci.yml", JOB.format(job="job", step="Train the model"), ["6 papermill a.ipynb"]),
    "a schedule": (".github/workflows/nightly.yml", JOB.format(job="job", step="Run"), ["6 papermill a.ipynb"]),
    "a script": ("deploy.sh", "ipython a.ipynb\n", ["1 ipython a.ipynb"]),
    "a test target": ("Makefile", "test:\n\tpapermill a.ipynb b.ipynb\n", []),
    "a test of training": ("Makefile", "test-train:\n\tpapermill a.ipynb b.ipynb\n", []),
    "a test job": (".github/workflows/ci.yml", JOB.format(job="deploy", step="Test the notebooks"), []),
    "no purpose": ("Makefile", "all:\n\tpapermill a.ipynb b.ipynb\n", []),
    "nbmake": ("Makefile", "deploy:\n\tpytest --nbmake a.ipynb\n", []),
    "a page": ("Makefile", "publish:\n\tjupyter nbconvert --execute --to html a.ipynb\n", []),
    "not executed": ("Makefile", "train:\n\tjupyter nbconvert --to notebook --clear-output a.ipynb\n", []),
    "a lab": ("Dockerfile", "CMD jupyter lab a.ipynb\n", []),
    "copied": ("Dockerfile", "COPY a.ipynb /work\n", []),
    "a comment": ("Dockerfile", "# papermill a.ipynb b.ipynb\n", []),
    "a document": ("README.md", "papermill a.ipynb b.ipynb\n", []),
    "a tutorial": ("Dockerfile", "RUN papermill tutorial.ipynb b.ipynb\n", []),
}


@pytest.mark.parametrize(("path", "text", "found"), RUNS.values(), ids=RUNS)
def test_files(tmp_path: Path, path: str, text: str, found: list[str]) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert [f"{run.line} {run.what} {run.notebook}" for run in in_files(tmp_path, [path])] == found


MODULES = {
    "papermill": ("import papermill as pm\npm.execute_notebook('a.ipynb', out)\n", ["execute_notebook a.ipynb"]),
    "by keyword": ("execute_notebook(input_path=base / 'a.ipynb')\n", ["execute_notebook a.ipynb"]),
    "Airflow": ("PapermillOperator(task_id='a', input_nb='x/a.ipynb')\n", ["PapermillOperator x/a.ipynb"]),
    "an importer": ("import import_ipynb\n", ["import_ipynb "]),
    "another importer": ("from nbimporter import NotebookLoader\n", ["nbimporter "]),
    "an unknown notebook": ("pm.execute_notebook(path)  # any.ipynb\n", []),
    "another function": ("convert('a.ipynb')\n", []),
    "the output": ("pm.execute_notebook(path, 'a.ipynb')\n", []),
}


@pytest.mark.parametrize(("text", "found"), MODULES.values(), ids=MODULES)
def test_modules(text: str, found: list[str]) -> None:
    runs = in_module(build(source_from_text(text, "a.py")))
    assert [f"{run['what']} {run['notebook']}" for run in runs] == found
