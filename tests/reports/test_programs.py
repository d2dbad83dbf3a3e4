"""Small programs as people write them, leaky ones and their look-alikes: what is shown of leakage, and where.

``programs/*.txt`` hold one program after the other, each under a line with its name. A line that is reported ends
with ``# here`` and the code; of several codes one will do. A look-alike has no such line, and nothing is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

HERE = Path(__file__).resolve().parent / "programs"
HERE_MARK = re.compile(r"# here((?: MLS\d{3})+)$")
ABOUT = re.compile(r"MLS1\d\d|MLS510")


def programs() -> Iterator[object]:
    for file in sorted(HERE.glob("*.txt")):
        for part in re.split(r"^#### ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, text = part.partition("\n")
            yield pytest.param(text, id=f"{file.stem}: {name}")


@pytest.mark.parametrize("text", list(programs()))
def test_program(text: str) -> None:
    result = check_source(source_from_text(text, "train.py"), load_config(HERE, isolated=True))
    assert result.problems == ()
    left = {(f.span.line, f.code) for f in result.findings if f.severity > Severity.INFO and ABOUT.fullmatch(f.code)}
    for number, line in enumerate(text.splitlines(), 1):
        if mark := HERE_MARK.search(line.rstrip()):
            hits = {(number, code) for code in mark[1].split()} & left
            assert hits, f"line {number}: {mark[1]} is missing among {left}"
            left -= hits
    assert not left
