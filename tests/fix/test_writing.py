"""What is on disk is replaced in one step, or left alone with the reason."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mlsmells.fix import write
from mlsmells.fix.writing import NotWritten
from mlsmells.sources import Source, read_source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "project" / "a.py"
    found.parent.mkdir()
    found.write_text("x\n")
    return found


def refused(path: Path, source: Source, root: Path | None = None) -> str:
    before = path.read_bytes()
    with pytest.raises(NotWritten) as raised:
        write(path, source, "y\n", root=root)
    assert path.read_bytes() == before and not [name for name in os.listdir(path.parent) if name.startswith(".")]
    return str(raised.value)


def test_a_file_that_changed_since_it_was_read(path: Path) -> None:
    source = read_source(path)
    path.write_text("z\n")
    assert "changed" in refused(path, source)


def test_a_read_only_file(path: Path) -> None:
    path.chmod(0o444)
    assert "read-only" in refused(path, read_source(path))


def test_a_file_with_several_names(path: Path) -> None:
    os.link(path, path.with_name("b.py"))
    assert "hard links" in refused(path, read_source(path))


def test_a_link_that_leads_out_of_the_project(path: Path) -> None:
    outside = path.parent.parent / "other.py"
    outside.write_text("x\n")
    link = path.with_name("link.py")
    link.symlink_to(outside)
    assert "out of the project" in refused(link, read_source(link), root=path.parent)
    write(path, read_source(path), "y\n", root=path.parent)
    assert path.read_text() == "y\n"


def test_a_character_that_the_encoding_lacks_is_written_as_an_escape(path: Path) -> None:
    path.write_bytes(b"# coding: latin-1\nx = 1\n")
    write(path, read_source(path), "# coding: latin-1\nx = '\u20ac'\n")
    assert path.read_bytes() == b"# coding: latin-1\nx = '\\u20ac'\n"


def test_of_two_runs_the_second_sees_what_the_first_wrote(path: Path) -> None:
    sources = [read_source(path) for _ in range(8)]
    results: list[str] = []

    def run(number: int) -> None:
        try:
            write(path, sources[number], f"x = {number}\n")
            results.append(f"x = {number}\n")
        except NotWritten:
            pass

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [path.read_text()]


STEPS = ["os.open", "os.fdopen", "os.write", "os.fsync", "os.fchmod", "os.link", "os.replace"]


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupt_at_any_step_loses_nothing(step: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    source = read_source(path)
    monkeypatch.setattr(step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(path, source, "y\n")
    monkeypatch.undo()
    assert path.read_text() == "x\n"
    assert os.listdir(path.parent) == ["a.py"]


KILLED = """
import os, signal, sys
from pathlib import Path
from mlsmells.fix import write
from mlsmells.sources import read_source
path = Path(sys.argv[1])
real = os.{step}
def stop(*a, **k):
    os.kill(os.getpid(), signal.{signal})
    return real(*a, **k)
os.{step} = stop
write(path, read_source(path), "y\\n")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("step", ["write", "fsync", "link", "replace"])
def test_a_kill_leaves_the_old_file_and_the_next_run_clears_up(step: str, path: Path) -> None:
    code = KILLED.format(step=step, signal="SIGKILL")
    run = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert run.returncode != 0 and path.read_text() == "x\n"
    write(path, read_source(path), "y\n")
    assert path.read_text() == "y\n" and os.listdir(path.parent) == ["a.py"]


@pytest.mark.parametrize("step", STEPS)
def test_without_nameless_files(step: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems and some file systems: the same promises, by a hidden file."""
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    write(path, read_source(path), "y\n")
    assert path.read_text() == "y\n" and os.listdir(path.parent) == ["a.py"]
    if step != "os.link":
        path.write_text("x\n")
        test_an_interrupt_at_any_step_loses_nothing(step, path, monkeypatch)
