"""What requirement files, images and lock files say about packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.project.dependencies import is_floating, read_dependencies, requirement

PINS = {
    "numpy==1.26.4": ("numpy", "1.26.4"),
    "torch==2.5.1+cu121": ("torch", "2.5.1"),
    "Scikit_Learn[extra]==1.5.2": ("scikit-learn", "1.5.2"),
    "numpy=1.15.4=py37ha559c80_0": ("numpy", "1.15.4"),
    "numpy=1.15.4": ("numpy", "1.15.4"),
    "numpy<=1.15.4": ("numpy", ""),
    "sklearn": ("scikit-learn", ""),
    "pandas==2.*": ("pandas", ""),
    "pandas~=2.2.0": ("pandas", ""),
    "pandas>=2,<3": ("pandas", ""),
    "pandas==2.2.3  # for the new reader": ("pandas", "2.2.3"),
}


@pytest.mark.parametrize("text", PINS)
def test_requirement(text: str) -> None:
    found = requirement(text, "requirements.txt", 1)
    assert found is not None and (found.name, found.pin) == PINS[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# numpy",
        "-r base.txt",
        "--extra-index-url x",
        "-e .",
        "pkg @ https://x/y.whl",
        "numpy; python_version<'3.9'",
    ],
)
def test_no_requirement(text: str) -> None:
    assert requirement(text, "requirements.txt", 1) is None


IMAGES = {
    "python": True,
    "python:latest": True,
    "registry:5000/team/train": True,
    "python:3.12": False,
    "registry:5000/team/train:7": False,
    "train@sha256:00": False,
    "$BASE": False,
    "scratch": False,
}


@pytest.mark.parametrize("image", IMAGES)
def test_images(image: str) -> None:
    assert is_floating(image) is IMAGES[image]


MOVING = {
    "git+https://github.com/a/b.git": True,
    "b @ git+https://github.com/a/b@main": True,
    "git+https://github.com/a/b.git@3f1c2ab": False,
    "git+https://user@host.org/a/b.git@v1.2": False,
    "--extra-index-url https://download.pytorch.org/whl/nightly/cpu": True,
    "--pre": True,
    "# git+https://github.com/a/b.git": False,
    "numpy==1.26.4": False,
}


@pytest.mark.parametrize("line", MOVING)
def test_what_moves(tmp_path: Path, line: str) -> None:
    (tmp_path / "requirements.txt").write_text(f"flask\n{line}\n")
    found = read_dependencies(tmp_path, ["requirements.txt"])
    assert [w.line for w in found.moving] == ([2] if MOVING[line] else [])


FILES = {
    "pyproject": ("pyproject.toml", '[project]\nname = "a"\ndependencies = [\n  "numpy>=1",\n]\n', [("numpy", "", 4)]),
    "poetry": (
        "pyproject.toml",
        '[tool.poetry.dependencies]\npython = "^3.11"\ntorch = "2.5.1"\npandas = "^2.0"\n',
        [("python", "", 2), ("torch", "2.5.1", 3), ("pandas", "", 4)],
    ),
    "conda": (
        "environment.yml",
        "dependencies:\n- numpy=2.1\n- pytorch::pytorch>=2\n- pip:\n  - pandas==2.2.3\n",
        [("numpy", "2.1", 2), ("torch", "", 3), ("pandas", "2.2.3", 5)],
    ),
    "an image": (
        "Dockerfile",
        "FROM python:3.12\nRUN apt-get install -y gcc && \\\n    pip install torch pandas==2.2.3 flask\n",
        [("torch", "", 3), ("pandas", "2.2.3", 3)],
    ),
    "broken": ("pyproject.toml", "[project\n", []),
    "broken YAML": ("environment.yml", "dependencies: [", []),
    "tools": ("requirements-dev.txt", "numpy\n", []),
    "an example": ("examples/requirements.txt", "numpy\n", []),
}


@pytest.mark.parametrize("case", FILES)
def test_files(tmp_path: Path, case: str) -> None:
    name, text, expected = FILES[case]
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    found = read_dependencies(tmp_path, [name])
    assert [(w.name, w.pin, w.line) for w in found.wanted] == expected


LOCKS = ["poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pixi.lock", "conda-lock.yml", "constraints.txt"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_covers_what_lies_below(tmp_path: Path, lock: str) -> None:
    found = read_dependencies(tmp_path, [f"app/{lock}"])
    assert found.is_locked("app/requirements.txt") and found.is_locked("app/deep/requirements.txt")
    assert not found.is_locked("requirements.txt")


FROM = {
    "FROM python": ["python"],
    "from python as base\nFROM base": ["python"],
    "FROM --platform=linux/amd64 python AS base\r": ["python"],
    "FROM FROM nvidia/cuda:10.0-devel": [],
    "FROM python 3.12": [],
    "FROM python:3.12": [],
}


@pytest.mark.parametrize("text", FROM)
def test_what_an_image_is_built_on(tmp_path: Path, text: str) -> None:
    (tmp_path / "Dockerfile").write_text(text + "\n", newline="")
    assert [w.name for w in read_dependencies(tmp_path, ["Dockerfile"]).moving] == FROM[text]


COVERED = {
    "nothing of the project": ("requirements.txt", "RUN pip install numpy", False),
    "its requirements": ("requirements.txt", "RUN pip install numpy\nRUN pip install -r requirements.txt", True),
    "other requirements": ("requirements.txt", "RUN pip install numpy -r requirements-gpu.txt", False),
    "as constraints": ("requirements.txt", "RUN pip install numpy -c requirements.txt", True),
    "the project": ("setup/environment.yml", "RUN pip install numpy\nRUN pip install -e .", True),
    "its environment": ("environment.yml", "RUN pip install numpy && conda env create -f environment.yml", True),
    "another environment": ("environment.yml", "RUN pip install numpy && conda env create -f gpu.yml", False),
}


@pytest.mark.parametrize(("file", "image", "covered"), COVERED.values(), ids=COVERED)
def test_pins_that_hold_in_an_image(tmp_path: Path, file: str, image: str, covered: bool) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("numpy==1.26.4" if file.endswith(".txt") else "dependencies:\n- numpy=1.26.4\n")
    (tmp_path / "Dockerfile").write_text(f"FROM python:3.12\n{image}\n")
    found = read_dependencies(tmp_path, ["Dockerfile", file])
    assert [found.is_pinned(w) for w in found.wanted if w.file == "Dockerfile"] == [covered]


def test_pins_hold_in_other_files(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("numpy==1.26.4")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "a"\ndependencies = ["numpy", "pandas"]\n')
    found = read_dependencies(tmp_path, ["requirements.txt", "pyproject.toml"])
    loose = {w.name: found.is_pinned(w) for w in found.wanted if w.file == "pyproject.toml"}
    assert loose == {"numpy": True, "pandas": False}


ASKED = {
    "sklearn~=0.0\nscikit-learn~=0.24.2\n": True,
    "pandas\npandas~=2.2.1\n": True,
    "torch\ntorch==2.5.1\n": True,
    "pandas\npandas~=2.2\n": False,
    "pandas\nnumpy~=1.26.4\n": False,
}


@pytest.mark.parametrize("text", ASKED)
def test_a_second_line_says_the_patch_release(tmp_path: Path, text: str) -> None:
    (tmp_path / "requirements.txt").write_text(text, encoding="utf-8")
    found = read_dependencies(tmp_path, ["requirements.txt"])
    assert found.is_pinned(found.wanted[0]) == ASKED[text]
