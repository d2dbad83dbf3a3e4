"""What is tried of a release says what the tool says; the version stands in one place, and the pages name that one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import release_check
from mlsmells import __version__
from mlsmells.config import load_config
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

ROOT = Path(__file__).resolve().parent.parent.parent
# How the version is asked for: the tag of a hook, an action or a schema, a pinned requirement.
NAMED = re.compile(r"(?:rev: v|mlsmells@v|mlsmells/v|mlsmells==)(\d+\.\d+\.\d+)")


def test_the_leak_is_found_where_the_tool_looks_for_it(tmp_path: Path) -> None:
    source = source_from_text(release_check.LEAK, "train.py")
    found = check_source(source, load_config(tmp_path, isolated=True)).findings
    assert [(f.code, f.span.line) for f in found if f.code == "MLS103"] == [("MLS103", 7)]


def test_what_is_not_there_is_named() -> None:
    assert dict(release_check.interpreters(["2.0"])) == {"2.0": ""}


@pytest.mark.parametrize("path", ["README.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md"))])
def test_pages_name_the_version_there_is(path: str) -> None:
    page = ROOT / path if path == "README.md" else ROOT / "docs" / path
    assert set(NAMED.findall(page.read_text(encoding="utf-8"))) <= {__version__}


def test_the_version_stands_in_one_place() -> None:
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
