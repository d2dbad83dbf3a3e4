"""Kinds of mistakes in training loops, each beside its look-alikes: scripts, trainer classes, several files.

The programs stand in ``training/``, as those of ``scores/`` do. Notes that are wanted are marked ``# note:``; only
rules of training count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

KINDS = sorted((Path(__file__).resolve().parent / "training").glob("*.txt"))
JUDGED = frozenset({
    "MLS701", "MLS702", "MLS703", "MLS705", "MLS706", "MLS707", "MLS708", "MLS709", "MLS712", "MLS719", "MLS723",
    "MLS729", "MLS730", "MLS736",
})  # fmt: skip


def programs() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for part in re.split(r"^#=== ", kind.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, program = part.partition("\n")
            yield f"{kind.stem}: {name}", program


PROGRAMS = dict(programs())


def marked(path: str, text: str, word: str) -> Iterator[tuple[str, int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        _, marker, codes = line.partition(f"  # {word}: ")
        yield from ((path, number, code) for code in codes.split(", ") if marker)


@pytest.mark.parametrize("name", PROGRAMS)
def test_shown(name: str, tmp_path: Path) -> None:
    program = PROGRAMS[name]
    files = re.split(r"^#--- ", program, flags=re.MULTILINE)[1:] or [f"train.py\n{program}"]
    shown: set[tuple[str, int, str]] = set()
    noted: set[tuple[str, int, str]] = set()
    for file in files:
        path, _, text = file.partition("\n")
        (tmp_path / path).write_text(text, encoding="utf-8")
        shown |= set(marked(path, text, "expect"))
        noted |= set(marked(path, text, "note"))
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert run.errors == ()
    found: dict[bool, set[tuple[str, int, str]]] = {True: set(), False: set()}
    for at in run.findings:
        for place in at.places or (at,):
            if place.finding.code in JUDGED:
                seen = found[at.finding.severity > Severity.INFO]
                seen.add((Path(place.path).name, place.physical_line, place.finding.code))
    assert (found[True], found[False]) == (shown, noted)
