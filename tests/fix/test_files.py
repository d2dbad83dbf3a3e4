"""From text to a diff and to the file: mode, encoding, BOM, links; and nothing half written."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from mlsmells.fix import diff, fix_source, write
from mlsmells.sources import read_source

from .toys import calls_without

FILES = {
    "plain": (b"f()\n", b"f(s=42)\n"),
    "no final newline": (b"x\nf()", b"x\nf(s=42)"),
    "CRLF": (b"x\r\nf()\r\n", b"x\r\nf(s=42)\r\n"),
    "mixed line ends": (b"x\r\nf()\ny\r", b"x\r\nf(s=42)\ny\r"),
    "BOM": (b"\xef\xbb\xbff()\n", b"\xef\xbb\xbff(s=42)\n"),
    "Latin-1": (b"# coding: latin-1\n'\xe9'; f()\n", b"# coding: latin-1\n'\xe9'; f(s=42)\n"),
    "UTF-8": ("'é€😀'; f()\n".encode(), "'é€😀'; f(s=42)\n".encode()),
    "spaces and form feeds": (b"x  \n\f\n\tpass\nf()  \n\n\n", None),
    "trailing spaces": (b"x  \n\f\nf()  \n\n\n", b"x  \n\f\nf(s=42)  \n\n\n"),
}


@pytest.mark.parametrize(("before", "after"), FILES.values(), ids=FILES)
def test_a_file_keeps_its_bytes_outside_the_edit(before: bytes, after: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(before)
    source = read_source(path, display="a.py")
    result = fix_source(source, calls_without("f", "s"), unsafe=True, seed=42)
    assert (result.text is None) is (after is None)
    if result.text is not None:
        write(path, source, result.text)
    assert path.read_bytes() == (after or before)


def test_mode_and_links_survive_and_no_other_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "real.py"
    path.write_text("x\n")
    path.chmod(0o751)
    link = tmp_path / "link.py"
    link.symlink_to("real.py")
    write(link, read_source(link), "y\n")
    assert link.is_symlink() and path.read_text() == "y\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    assert sorted(os.listdir(tmp_path)) == ["link.py", "real.py"]


def test_text_the_encoding_cannot_hold_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"# coding: latin-1\n")
    with pytest.raises(UnicodeEncodeError):
        write(path, read_source(path), "# coding: latin-1\n€\n")
    assert path.read_bytes() == b"# coding: latin-1\n"
    assert os.listdir(tmp_path) == ["a.py"]


def test_a_failed_replacement_leaves_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.py"
    path.write_text("x\n")

    def fail(*_: object) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PermissionError):
        write(path, read_source(path), "y\n")
    assert path.read_text() == "x\n" and os.listdir(tmp_path) == ["a.py"]


DIFFS = {
    "plain": ("a\nb\n", "a\nc\n"),
    "no final newline": ("a\nb", "a\nc"),
    "final newline added": ("a", "a\n"),
    "CRLF": ("a\r\nb\r\n", "a\r\nc\r\n"),
    "form feed": ("a\f\x1cb\nc\n", "a\f\x1cb\nd\n"),
}


@pytest.mark.parametrize(("before", "after"), DIFFS.values(), ids=DIFFS)
def test_git_applies_the_diff(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(before.encode())
    patch = diff("a.py", before, after)
    assert patch.startswith("--- a/a.py\n+++ b/a.py\n@@")
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=True)
    assert path.read_bytes() == after.encode()


def test_no_change_no_diff() -> None:
    assert diff("a.py", "x\n", "x\n") == ""
