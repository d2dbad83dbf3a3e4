"""Kinds of mistakes in many clothes, each beside its look-alikes: scripts, functions, classes, several files.

The programs stand in ``scores/``, one behind the other: ``#=== name`` begins one, ``#--- path`` a file of one. Findings
that are shown must be those marked ``# expect:``; only rules of leakage and evaluation that the kinds concern count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

KINDS = sorted((Path(__file__).resolve().parent / "scores").glob("*.txt"))
JUDGED = frozenset({
    "MLS101", "MLS102", "MLS103", "MLS105", "MLS107", "MLS108", "MLS119", "MLS504", "MLS505", "MLS506", "MLS510",
    "MLS513", "MLS515", "MLS517",
})  # fmt: skip
# Most programs have no baseline: it counts where one is asked for.
BASELINE = "MLS501"


def programs() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for part in re.split(r"^#=== ", kind.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, program = part.partition("\n")
            yield f"{kind.stem}: {name}", program


PROGRAMS = dict(programs())


@pytest.mark.parametrize("name", PROGRAMS)
def test_shown(name: str, tmp_path: Path) -> None:
    program = PROGRAMS[name]
    files = re.split(r"^#--- ", program, flags=re.MULTILINE)[1:] or [f"train.py\n{program}"]
    wanted: set[tuple[str, int, str]] = set()
    for file in files:
        path, _, text = file.partition("\n")
        (tmp_path / path).write_text(text, encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            _, marker, codes = line.partition("  # expect: ")
            wanted |= {(path, number, code) for code in codes.split(", ") if marker}
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    assert run.errors == ()
    judged = JUDGED | ({BASELINE} if any(code == BASELINE for *_, code in wanted) else frozenset())
    told = [at for at in run.findings if at.finding.severity > Severity.INFO]
    found = {(Path(p.path).name, p.physical_line, p.finding.code) for at in told for p in (at.places or (at,))}
    assert {one for one in found if one[2] in judged} == wanted
