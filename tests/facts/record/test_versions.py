"""The versions that the requirements near a file ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.record.versions import older_than, python_below

# file, text, whether it asks for less than version 3
REQUIREMENTS: dict[str, tuple[str, str, bool]] = {
    "exact": ("requirements.txt", "numpy\npandas==1.5.3\n", True),
    "exact and new": ("requirements.txt", "pandas==3.0.1\n", False),
    "at least": ("requirements.txt", "pandas>=1.0\nscikit-learn==1.2\n", False),
    "between": ("requirements.txt", "pandas>=1.0,<3\n", True),
    "any": ("requirements.txt", "pandas\nscikit-learn==1.2\n", False),
    "not one": ("requirements.txt", "pandas!=1.0\n", False),
    "other libraries": ("requirements.txt", "geopandas==0.1\npandas-profiling==2.0\n", False),
    "a comment": ("requirements.txt", "pandas >= 2.0  # <3 works\n", False),
    "a folder of files": ("requirements/base.txt", "pandas~=2.1\n", True),
    "poetry": ("pyproject.toml", '[tool.poetry.dependencies]\npandas = "^2.0"\n', True),
    "poetry with a table": ("pyproject.toml", 'pandas = {version = "^1.1", extras = ["x"]}\n', True),
    "a project's list": ("pyproject.toml", 'dependencies = ["pandas>=2", "numpy==1"]\n', False),
    "a project's list with a bound": ("pyproject.toml", 'dependencies = ["pandas>=2,<3", "numpy==1"]\n', True),
    "conda": ("environment.yml", "dependencies:\n  - pandas=1.4\n", True),
    "conda without": ("environment.yml", "dependencies:\n  - pandas\n  - numpy=1.2\n", False),
    "between, in another order": ("requirements.txt", "pandas<3.0.0,>2.0.0\n", True),
    "Pipfile": ("Pipfile", '[packages]\npandas = "1.5.3"\n', True),
    "Pipfile with any": ("Pipfile", '[packages]\npandas = "*"\nnumpy = "1.26"\n', False),
    "uv's lock": ("uv.lock", '[[package]]\nname = "pandas"\nversion = "2.2.3"\n', True),
    "uv's lock of a new one": ("uv.lock", '[[package]]\nname = "pandas"\nversion = "3.0.1"\n', False),
    "uv's lock of another": ("uv.lock", '[[package]]\nname = "pandas-stubs"\nversion = "2.2.3"\n', False),
    "Pipenv's lock": ("Pipfile.lock", '{"default": {"pandas": {"hashes": [], "version": "==2.0.3"}}}', True),
    "conda's lock": ("conda-lock.yml", "package:\n- name: pandas\n  version: 2.1.4\n", True),
    "setup": ("setup.py", 'setup(install_requires=["pandas<2.3"])\n', True),
}


@pytest.mark.parametrize(("name", "text", "older"), REQUIREMENTS.values(), ids=REQUIREMENTS)
def test_requirements(name: str, text: str, older: bool, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert older_than(tmp_path, "src/models", "pandas", 3) is older


# file, text, whether it asks for a Python before 3.11
PYTHONS: dict[str, tuple[str, str, bool]] = {
    "conda": ("environment.yml", "dependencies:\n  - python=3.8\n", True),
    "conda and new": ("environment.yml", "dependencies:\n  - python=3.12\n", False),
    "at least": ("pyproject.toml", 'requires-python = ">=3.8"\n', False),
    "between": ("pyproject.toml", 'requires-python = ">=3.8,<3.11"\n', True),
    "between and new": ("pyproject.toml", 'requires-python = ">=3.8,<4.0"\n', False),
    "poetry": ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.8"\n', False),
    "poetry with a bound": ("pyproject.toml", '[tool.poetry.dependencies]\npython = "~3.9"\n', True),
    "poetry, at least": ("pyproject.toml", 'python = ">=3.9"\n', False),
    "Pipenv": ("Pipfile", '[requires]\npython_version = "3.7"\n', True),
    "an image": ("Dockerfile", "FROM python:3.8-slim\n", True),
    "a new image": ("Dockerfile", "FROM python:3.13-slim\n", False),
    "Heroku": ("runtime.txt", "python-3.6.9\n", True),
    "pyenv": (".python-version", "3.9.1\n", True),
    "an upper marker": ("requirements.txt", "pandas>=2; python_version < '3.9'\n", False),
    "a tool's old setting": ("pyproject.toml", '[tool.mypy]\npython_version = "3.8"\n', False),
    "a marker": ("requirements.txt", "pandas>=2; python_version >= '3.9'\n", False),
    "a classifier": ("setup.py", "classifiers=['Programming Language :: Python :: 3.8']\n", False),
    "a tool's setting": ("pyproject.toml", '[tool.mypy]\npython_version = "3.12"\n', False),
}


@pytest.mark.parametrize(("name", "text", "older"), PYTHONS.values(), ids=PYTHONS)
def test_python_versions(name: str, text: str, older: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert python_below(tmp_path, "src/models", 11) is older


def test_requirements_beside_the_file_count_too(tmp_path: Path) -> None:
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "requirements.txt").write_text("pandas==2.2\n", encoding="utf-8")
    assert older_than(tmp_path, "service", "pandas", 3)
    assert not older_than(tmp_path, "other", "pandas", 3)
