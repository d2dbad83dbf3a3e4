"""Build the wheel and the sdist, and try both in a clean environment of each Python that this machine has.

``python tools/release_check.py [PYTHON…]``: paths of interpreters, or versions; by default python3.10 to python3.14, on
the PATH or under pyenv. Exits with 1 if one of them fails; those that are not there are named. Needs a package index.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WANTED = ("3.10", "3.11", "3.12", "3.13", "3.14")
LEAK = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

visits = pd.read_csv("visits.csv")
X = StandardScaler().fit_transform(visits[["age", "days"]])
X_train, X_test, y_train, y_test = train_test_split(X, visits["stays"], random_state=0)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
"""
# What the installed package must have beside its modules.
SHIPPED = ("py.typed", "practices.yaml", "experiments.json", "knowledge/data/sklearn.yaml", "facts/__init__.pyi")

INSIDE = """\
import sys
from importlib.metadata import metadata
from importlib.resources import files

about = metadata("mlsmells")
missing = [name for name in sys.argv[1:] if not (files("mlsmells") / name).is_file()]
print(about["License-Expression"], about.get_all("License-File"), missing)
"""


def interpreters(wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What was asked for, with the path of it; "" where it is not there."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for name in wanted:
        if Path(name).is_file():
            yield name, name
            continue
        own = sorted(pyenv.glob(f"{name}.*/bin/python")) if pyenv.is_dir() else []
        yield name, str(own[-1]) if own else _runs(shutil.which(f"python{name}"))


def _runs(path: str | None) -> str:
    """A shim may be there for a version that is not."""
    if path is None or subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode:
        return ""
    return path


def build(folder: Path) -> list[Path]:
    """The wheel, made of the sdist, and the sdist."""
    run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], ROOT)
    return sorted(folder.glob("mlsmells-*"))


def problems(python: str, package: Path, folder: Path) -> Iterator[str]:
    """What does not work of a package in an environment of its own."""
    run([python, "-m", "venv", "--clear", str(folder / "env")], folder)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    own = str(scripts / "python")
    run([own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(package)], folder)
    (folder / "train.py").write_text(LEAK, encoding="utf-8")
    version = package.name.removesuffix(".tar.gz").split("-")[1]
    yield from _said([str(scripts / "mlsmells"), "--version"], folder, 0, f"mlsmells {version}\n")
    yield from _said([own, "-m", "mlsmells", "check", "--no-cache", "train.py"], folder, 1, "train.py:7:5: MLS103 ")
    yield from _said(
        [own, "-m", "flake8", "--isolated", "--select=MLS", "train.py"], folder, 1, "train.py:7:5: MLS103 "
    )
    yield from _said(
        [own, "-m", "mlsmells", "fix", "--unsafe-fixes", "--diff", "train.py"], folder, 1, "fit_transform(X_train)"
    )
    yield from _said([own, "-c", INSIDE, *SHIPPED], folder, 0, "MIT ['LICENSE'] []\n")


def _said(command: list[str], folder: Path, code: int, text: str) -> Iterator[str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != code or text not in done.stdout:
        yield f"{' '.join(command[-4:])}: exit code {done.returncode}\n{done.stdout[-500:]}{done.stderr[-1500:]}"


def run(command: list[str], folder: Path) -> None:
    """A step that has to work; its output is shown where it does not."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def main() -> int:
    """Exit code: 1 when something does not work somewhere."""
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = build(folder / "dist")
        for wanted, python in interpreters(sys.argv[1:] or WANTED):
            if not python:
                print(f"Python {wanted}: not on this machine")
            for package in packages if python else ():
                found = list(problems(python, package, folder))
                failed = failed or bool(found)
                print(
                    f"Python {wanted}, {package.name}: {'works' if not found else ''}", *found, sep="\n  ", flush=True
                )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
