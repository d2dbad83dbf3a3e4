"""Reads and parses all Python files of a folder, and makes their facts if that is asked for: ``parse|facts FOLDER``."""

from __future__ import annotations

import ast
import sys
import warnings
from pathlib import Path


def parse(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ast.parse(path.read_bytes())


def facts(path: Path) -> None:
    from mlsmells.facts import build
    from mlsmells.sources import read_source

    build(read_source(path))


if __name__ == "__main__":
    work = {"parse": parse, "facts": facts}[sys.argv[1]]
    for each in sorted(Path(sys.argv[2]).rglob("*.py")):
        try:
            work(each)
        except (SyntaxError, ValueError):
            continue
