"""Names that a program made up, asked of the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mlsmells.facts.syntax.files import there
from mlsmells.facts.syntax.settings_files import composed, read_settings

NAMES = {
    "a file": ("src/a.py", True),
    "a folder": ("src", True),
    "by a detour": ("src/../src/a.py", True),
    "nothing": ("src/b.py", False),
    "the root itself": (".", False),
    "above": ("../secret.yaml", False),
    "above, and back": ("../project/src/a.py", True),
    "absolute": (os.path.abspath(os.sep), False),
    "too long": ("a" * 5000, False),
    "a null byte": ("a\0b", False),
    "half a pair": ("\ud800", False),
    "empty": ("", False),
    "line ends": ("src\n/a.py", False),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "src").mkdir(parents=True)
    (project / "src" / "a.py").write_text("", encoding="utf-8")
    (project / "own.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "secret.yaml").write_text("password: 1\n", encoding="utf-8")
    (project / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    return project


@pytest.mark.parametrize(("name", "expected"), NAMES.values(), ids=NAMES)
def test_there(name: str, expected: bool, root: Path) -> None:
    assert there(root, name) is expected


@pytest.mark.parametrize(
    "name", ["../secret.yaml", "link.yaml", "src/../../secret.yaml", "x\0.yaml", "a" * 999 + ".yaml"]
)
def test_settings_outside_of_the_project_are_not_read(name: str, root: Path) -> None:
    assert read_settings(root, name) is None
    assert read_settings(root, "own.yaml") == {"a": 1}


def test_a_structure_without_end_is_no_name(root: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    text = "\n".join([*lines, "defaults:", "  - db: *a29", "  - ../secret", "  - db: ../../secret", ""])
    (root / "conf.yaml").write_text(text, encoding="utf-8")
    found = composed(root, "", "conf")
    assert found is not None and "password" not in found and "db" not in found
