"""What a project uses, told by its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from mlsmells.config.courses import why_course
from mlsmells.config.files import files_below, head_of
from mlsmells.core.words import counted

MODULES = 3  # fewer beside a folder of notebooks: the notebooks are the project
MOST_FILES = 20_000
MOST_CHARACTERS = 1_000_000
PRE_COMMIT = ".pre-commit-config.yaml"
GITLAB = ".gitlab-ci.yml"
WORKFLOWS = ".github/workflows"
# Where flake8 looks, in its order, and where ruff does.
FLAKE8 = ("setup.cfg", "tox.ini", ".flake8")
RUFF = (".ruff.toml", "ruff.toml")
TOML = "pyproject.toml"
# Folders whose notebooks try things out.
_EXPLORING = re.compile(r"(?i)(?:notebooks?|nbs|explor\w*|eda|experiments?|sandbox|scratch|playground)")


class Seen(NamedTuple):
    """Files are relative to the root, "" where there is none."""

    root: Path
    flake8: str = ""
    ruff: str = ""
    pre_commit: bool = False
    workflows: tuple[str, ...] = ()
    gitlab: bool = False
    pyproject: bool = False
    dvc: bool = False
    notebooks: int = 0
    exploring: tuple[str, ...] = ()
    course: str = ""

    def words(self) -> Iterator[str]:
        """What was seen, for a reader."""
        yield from (name for name, there in (("pre-commit", self.pre_commit), ("DVC", self.dvc)) if there)
        yield from (f"{name} ({file})" for name, file in (("flake8", self.flake8), ("ruff", self.ruff)) if file)
        if self.workflows:
            yield f"GitHub ({counted(len(self.workflows), 'workflow')})"
        if self.gitlab:
            yield "GitLab CI"
        if self.notebooks:
            yield counted(self.notebooks, "notebook")
        if self.course:
            yield f"course material ({self.course})"


def look(root: Path) -> Seen:
    """Look at the names of the files and at a few settings; nothing is run."""
    paths = list(files_below(root, most=MOST_FILES, hidden=(".github", ".dvc")))
    there = set(paths)
    notebooks = [path for path in paths if path.endswith(".ipynb")]
    course = why_course(root)
    return Seen(
        root,
        flake8=next((name for name in FLAKE8 if name in there and _says(root, name, r"^\[flake8\]")), ""),
        ruff=next((name for name in RUFF if name in there), "") or _in_pyproject(root, there),
        pre_commit=PRE_COMMIT in there,
        workflows=tuple(path for path in paths if re.fullmatch(rf"{WORKFLOWS}/[^/]+\.ya?ml", path)),
        gitlab=GITLAB in there,
        pyproject=TOML in there,
        dvc=any(path.startswith(".dvc/") or path.endswith((".dvc", "dvc.yaml")) for path in paths),
        notebooks=len(notebooks),
        exploring=() if course else _explored(paths, notebooks),
        course=course,
    )


def _in_pyproject(root: Path, there: set[str]) -> str:
    return TOML if TOML in there and _says(root, TOML, r"^\[tool\.ruff[\].]") else ""


def _says(root: Path, name: str, pattern: str) -> bool:
    return re.search(pattern, head_of(str(root / name), MOST_CHARACTERS), re.MULTILINE) is not None


def _explored(paths: list[str], notebooks: list[str]) -> tuple[str, ...]:
    """Folders of explorations, where the work itself lies elsewhere."""
    folders = {_exploring(path) for path in notebooks} - {""}
    work = sum(path.endswith(".py") and path.partition("/")[0] not in folders for path in paths)
    return tuple(sorted(folders)) if work >= MODULES else ()


def _exploring(path: str) -> str:
    """The folder at the top in which notebooks try things out."""
    top = PurePosixPath(path).parts[0]
    return top if "/" in path and _EXPLORING.fullmatch(top) else ""
