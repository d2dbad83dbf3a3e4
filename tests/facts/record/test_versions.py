"""The versions that the requirements near a file ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.record.versions import older_than

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
    "setup": ("setup.py", 'setup(install_requires=["pandas<2.3"])\n', True),
}


@pytest.mark.parametrize(("name", "text", "older"), REQUIREMENTS.values(), ids=REQUIREMENTS)
def test_requirements(name: str, text: str, older: bool, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert older_than(tmp_path, "src/models", "pandas", 3) is older


def test_requirements_beside_the_file_count_too(tmp_path: Path) -> None:
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "requirements.txt").write_text("pandas==2.2\n", encoding="utf-8")
    assert older_than(tmp_path, "service", "pandas", 3)
    assert not older_than(tmp_path, "other", "pandas", 3)
