"""The programs of ``programs/``: their text without the marks of planted smells, and the marks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from mlsmells.core.patterns import regex

PROGRAMS = Path(__file__).resolve().parent.parent / "programs"
_MARK = regex(r"[ \t]*# smell: ((?:MLS\d+[, ]*)+)$")


class Program(NamedTuple):
    """The text without marks, and the marks by line of the file as the analysis counts it."""

    name: str
    text: str
    marks: tuple[tuple[int, str], ...]
    is_notebook: bool


def programs() -> list[Path]:
    """All of them, by name."""
    return sorted(PROGRAMS.rglob("*.py"))


def read(path: Path) -> Program:
    """The program as it is run."""
    lines, marks, row = [], [], 0
    is_notebook, is_code = path.parent.name == "notebooks", True
    for line in path.read_text(encoding="utf-8").splitlines():
        if is_notebook and line.startswith("# %%"):
            is_code = "[markdown]" not in line
        else:
            row += is_code
        if found := _MARK.search(line):
            marks += [(row, code) for code in found.group(1).replace(",", " ").split()]
        lines.append(_MARK.sub("", line))
    end = "\r\n" if path.stem.endswith("_crlf") else "\n"
    text = _notebook(lines) if is_notebook else end.join([*lines, ""])
    return Program(path.relative_to(PROGRAMS).with_suffix("").as_posix(), text, tuple(marks), is_notebook)


def _notebook(lines: Iterable[str]) -> str:
    cells: list[dict[str, object]] = []
    code: list[str] = []
    for line in lines:
        if line.startswith("# %%"):
            code = []
            kind = "markdown" if "[markdown]" in line else "code"
            outputs = {"execution_count": None, "outputs": []} if kind == "code" else {}
            cells.append({"cell_type": kind, "id": f"c{len(cells)}", "metadata": {}, "source": code, **outputs})
        else:
            code.append(f"{line}\n")
    for cell in cells:
        source = cell["source"]
        assert isinstance(source, list)
        source[-1:] = [line.rstrip("\n") for line in source[-1:]]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"
