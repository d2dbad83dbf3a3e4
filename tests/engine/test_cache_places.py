"""Where the cache lies: many runs at once, no room, no rights, a clock that jumps, what a killed run left."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlsmells.cli import main
from mlsmells.config import load_config
from mlsmells.engine.cache import FOLDER
from mlsmells.engine.keeping import places
from mlsmells.engine.keeping.places import Folder
from mlsmells.engine.keeping.store import Store, whole_lines
from mlsmells.engine.project import check_paths

NAME = "0123456789abcdef.txt"
HOUR = 3600


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "train.py").write_text("import pandas as pd\npd.read_csv('a.csv')\n", encoding="utf-8")
    return tmp_path


def analysed(project: Path) -> tuple[str, ...]:
    return check_paths([project], load_config(project, isolated=True), cached=True).analysed


def test_many_runs_at_once(tmp_path: Path) -> None:
    """Each reads whole lines only, and what is there at last is what one of them wrote."""
    place = Folder(tmp_path / FOLDER)
    seen: list[int] = []

    def run(number: int) -> None:
        for turn in range(10):
            store = Store(place)
            store.put_file(f"{number}.py", ["x" * 5000, str(turn)])
            store.save()
            (path,) = place.files()
            data = place.read(path.name)
            seen.append(len(whole_lines(data)) - data.count(b"\n"))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [0] * 40
    assert [path.suffix for path in place.path.iterdir() if path.suffix == ".part"] == []


def no_room(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_only(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


STEPS = {
    "no room for the folder": ("pathlib.Path.mkdir", no_room),
    "no room for a small file": ("pathlib.Path.write_text", no_room),
    "no room for the results": ("pathlib.Path.write_bytes", no_room),
    "no rights to replace": ("os.replace", read_only),
    "a disk that is read-only": ("pathlib.Path.mkdir", read_only),
}


@pytest.mark.parametrize(("step", "error"), STEPS.values(), ids=STEPS)
def test_what_cannot_be_kept_is_found_again(
    step: str, error: Callable[..., None], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(step, error)
        assert analysed(project) == ("train.py",)
    assert not list(project.glob(f"{FOLDER}/*.part"))
    assert analysed(project) == ("train.py",)
    assert analysed(project) == ()
    assert (project / FOLDER / ".gitignore").read_text(encoding="ascii") == "*\n"


@pytest.mark.parametrize("moment", [0, time.time() + 10**8], ids=["1970", "the future"])
def test_clocks_do_not_matter(moment: float, project: Path) -> None:
    assert analysed(project) == ("train.py",)
    for path in (project / "train.py", *(project / FOLDER).iterdir()):
        os.utime(path, (moment, moment))
    assert analysed(project) == ()
    (project / "train.py").write_text("import pandas as pd\npd.read_csv('b.csv')\n", encoding="utf-8")
    os.utime(project / "train.py", (moment, moment))  # the same size and time, other content
    assert analysed(project) == ("train.py",)


@pytest.mark.parametrize(
    ("age", "stays"), [(0, True), (2 * HOUR, False), (-2 * HOUR, False)], ids=["at work", "killed", "clock put back"]
)
def test_what_a_killed_run_left(age: float, stays: bool, tmp_path: Path) -> None:
    left = tmp_path / f"{NAME}.77-abcd.part"
    left.write_bytes(b"half")
    os.utime(left, (time.time() - age, time.time() - age))
    Folder(tmp_path).write(NAME, b"whole")
    assert left.exists() == stays
    assert Folder(tmp_path).read(NAME) == b"whole"


def test_only_its_own_files_are_deleted(tmp_path: Path) -> None:
    own = [NAME, f"{NAME}.7-a.part", "CACHEDIR.TAG", ".gitignore"]
    others = ["notes.txt", "0123.txt", "data.part"]
    for name in (*own, *others):
        (tmp_path / name).write_text("", encoding="utf-8")
    Folder(tmp_path).clear()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)
    Folder(tmp_path / "nowhere").clear()


def test_a_folder_behind_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / NAME).write_text("", encoding="utf-8")
    (tmp_path / FOLDER).symlink_to(tmp_path / "real")
    Folder(tmp_path / FOLDER).clear()
    assert (tmp_path / "real" / NAME).exists()


def told(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["cache", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command(project: Path) -> None:
    assert "nothing is kept" in told("info", str(project))
    analysed(project)
    shown = told("info", str(project))
    assert shown.startswith(str(project / FOLDER)) and "(this one)  1 " in shown
    assert "deleted 1 file" in told("clear", str(project))
    assert not (project / FOLDER).exists() and analysed(project) == ("train.py",)


UNKNOWN = {
    "no such system": ("nowhere://a/b", "nowhere"),
    "fsspec is absent": ("memory://a", "fsspec"),
}


@pytest.mark.parametrize(("place", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_place_that_cannot_be_opened_is_a_usage_error(
    place: str, said: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if said == "fsspec":
        monkeypatch.setitem(sys.modules, "fsspec", None)
    done = CliRunner().invoke(main, ["check", str(project), "--cache", place])
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output


def test_old_versions_go(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}{NAME[1:]}").write_text("", encoding="utf-8")
        os.utime(tmp_path / f"{number}{NAME[1:]}", (number, number))
    Folder(tmp_path).write(f"f{NAME[1:]}", b"")
    assert [path.name[0] for path in Folder(tmp_path).files()] == ["3", "4", "f"]
    assert places.KEPT_VERSIONS == 3
