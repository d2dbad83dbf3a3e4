"""The versions that a project's own files hold fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.project.pins import pins

LOCKED = '[[package]]\nname = "Big_Table"\nversion = "2.1.0"\n'
PINS = {
    "requirements": ({"requirements.txt": "big-table == 2.1.0 ; python_version > '3'\nb>=1\n"}, "2.1.0"),
    "extras": ({"requirements.txt": "Big.Table[all]==2.1.0\n"}, "2.1.0"),
    "uv": ({"uv.lock": LOCKED}, "2.1.0"),
    "poetry": ({"poetry.lock": LOCKED}, "2.1.0"),
    "pipenv": ({"Pipfile.lock": '{"default": {"big-table": {"version": "==2.1.0"}, "b": {"git": "x"}}}'}, "2.1.0"),
    "conda": ({"environment.yml": "dependencies:\n  - big-table=2.1.0\n  - pip:\n    - b==1\n"}, "2.1.0"),
    "conda-lock": ({"conda-lock.yml": "package:\n- name: big-table\n  version: 2.1.0\n"}, "2.1.0"),
    "a folder above": ({"../requirements.txt": "big_table==2.1.0\n"}, "2.1.0"),
    "the nearest": ({"../requirements.txt": "big-table==1.0\n", "requirements.txt": "big-table==2.1.0\n"}, "2.1.0"),
    "a lock over requirements": ({"requirements.txt": "big-table==1.0\n", "uv.lock": LOCKED}, "2.1.0"),
    "broken": ({"Pipfile.lock": "{", "uv.lock": "["}, None),
    "no version": ({"requirements.txt": "big-table>=2\n"}, None),
    "another": ({"requirements.txt": "big-tables==2\n"}, None),
    "outside": ({"../../requirements.txt": "big-table==2.1.0\n"}, None),
}


@pytest.mark.parametrize(("files", "version"), PINS.values(), ids=PINS)
def test_pins(tmp_path: Path, files: dict[str, str], version: str | None) -> None:
    folder = tmp_path / "project" / "notebooks"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert pins(tmp_path / "project", "notebooks/n.ipynb").get("big-table") == version


def test_pins_of_a_file_that_changed(tmp_path: Path) -> None:
    import os

    file = tmp_path / "requirements.txt"
    for time, version in ((1, "1.0"), (2, "2.0")):
        file.write_text(f"a=={version}\n", encoding="utf-8")
        os.utime(file, (time, time))
        assert pins(tmp_path, "n.ipynb") == {"a": version}
