"""Programs of one kind each, as people write them: bad ones, look-alikes, and what is shown of them.

A file of ``kinds/`` holds many programs. ``# codes:`` says which rules it is about, ``#%% name`` begins a program,
``#%% + data.py`` another file of it, and a line on which one of these rules must speak ends with its code.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

KINDS = sorted((Path(__file__).resolve().parent / "kinds").glob("*.py"))
_MARKER = re.compile(r"  # ((?:MLS\d{3}[, ]*)+)$")


def programs(kind: Path) -> dict[str, dict[str, str]]:
    """Name of the program: its files."""
    out: dict[str, dict[str, str]] = {}
    for part in kind.read_text(encoding="utf-8").split("#%% ")[1:]:
        head, _, body = part.partition("\n")
        if head.startswith("+ "):
            out[list(out)[-1]][head[2:]] = body
        else:
            assert head not in out
            out[head] = {"train.py": body}
    return out


def codes(kind: Path) -> set[str]:
    return set(kind.read_text(encoding="utf-8").splitlines()[0].split()[2:])


CASES = [(kind, name) for kind in KINDS for name in programs(kind)]


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind.stem}: {name}" for kind, name in CASES])
def test_shown(kind: Path, name: str, tmp_path: Path) -> None:
    wanted = set()
    for file, body in programs(kind)[name].items():
        (tmp_path / file).write_text(body, encoding="utf-8")
        for number, line in enumerate(body.splitlines(), 1):
            if found := _MARKER.search(line):
                wanted |= {(file, number, code) for code in found[1].replace(",", " ").split()}
    assert bool(wanted) != name.startswith("silent")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    told = [at for at in run.findings if at.finding.severity > Severity.INFO and at.finding.code in codes(kind)]
    shown = {(place.path, place.physical_line, place.finding.code) for at in told for place in (at.places or (at,))}
    assert run.errors == ()
    assert shown == wanted
