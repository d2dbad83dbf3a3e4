"""Bytes and text to a tree: what is honoured, and what becomes one problem."""

from __future__ import annotations

import ast
import os
import socket
import warnings
from pathlib import Path

import pytest

from mlsmells.sources import read as reading
from mlsmells.sources import read_source, source_from_bytes, source_from_text, source_from_tree

GOOD = [
    ("empty", b"", "", "utf-8", False, "\n"),
    ("plain", b"x = 1\n", "x = 1\n", "utf-8", False, "\n"),
    ("no final newline", b"x = 1", "x = 1", "utf-8", False, "\n"),
    ("utf-8", "é = 1\n".encode(), "é = 1\n", "utf-8", False, "\n"),
    ("bom", b"\xef\xbb\xbfx = 1\n", "x = 1\n", "utf-8", True, "\n"),
    (
        "bom and cookie agree",
        b"\xef\xbb\xbf# coding: utf-8\n",
        "# coding: utf-8\n",
        "utf-8",
        True,
        "\n",
    ),
    (
        "latin-1 cookie",
        b"# coding: latin-1\nx = '\xe9'\n",
        "# coding: latin-1\nx = 'é'\n",
        "iso-8859-1",
        False,
        "\n",
    ),
    (
        "cookie in the second line",
        b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'\n",
        "#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '€'\n",
        "cp1252",
        False,
        "\n",
    ),
    (
        "old mac line ends and a cookie",
        b"# coding: latin-1\rx = '\xe9'\r",
        "# coding: latin-1\rx = 'é'\r",
        "iso-8859-1",
        False,
        "\r",
    ),
    ("windows line ends", b"x = 1\r\ny = 2\r\n", "x = 1\r\ny = 2\r\n", "utf-8", False, "\r\n"),
    ("the first line end counts", b"x = 1\ny = 2\r\n", "x = 1\ny = 2\r\n", "utf-8", False, "\n"),
    (
        "no cookie: the word in a third line",
        "\n\n# coding: latin-1\né = 1\n".encode(),
        "\n\n# coding: latin-1\né = 1\n",
        "utf-8",
        False,
        "\n",
    ),
]


@pytest.mark.parametrize(
    ("data", "text", "encoding", "bom", "newline"), [g[1:] for g in GOOD], ids=[g[0] for g in GOOD]
)
def test_reads(data: bytes, text: str, encoding: str, bom: bool, newline: str, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(data)
    source = read_source(path, display="a.py")
    assert (source.text, source.encoding, source.bom, source.newline) == (text, encoding, bom, newline)
    assert (source.problems, source.path) == ((), "a.py")
    assert source.tree is not None
    assert ast.dump(source.tree) == ast.dump(ast.parse(text))


BAD = [
    ("not UTF-8", b"x = 1\ny = '\xe9'\n", 2, "not UTF-8: cannot decode byte 0xe9"),
    ("cookie that lies", b"# coding: ascii\r\n\r\nx = '\xe9'\n", 3, "not ascii"),
    ("utf-16", "x = 1\n".encode("utf-16"), 1, "UTF-16"),
    ("unknown cookie", b"# coding: klingon\n", 1, "unknown encoding: klingon"),
    ("cookie that is no text encoding", b"# coding: hex\n00\n", 1, "unknown encoding"),
    ("bom and cookie disagree", b"\xef\xbb\xbf# coding: latin-1\n", 1, "unknown encoding: the byte order mark"),
    ("syntax error", b"x = 1\nx = = 2\n", 2, "syntax error: invalid syntax"),
    ("python 2 print", b"x = 1\nprint 'hello'\n", 2, "this looks like Python 2"),
    ("python 2 except", b"try:\n  x\nexcept A, e:\n  y\n", 3, "this looks like Python 2"),
    ("python 2 raise", b"def f():\n    raise ValueError, 'no'\n", 2, "this looks like Python 2"),
    ("python 2 tabs", b"if x:\n        y = 1\n\tz = 2\nprint 'a'\n", 3, "this looks like Python 2"),
    ("python 2 parameters", b"def f((a, b)):\n    return a\n", 1, "this looks like Python 2"),
    ("python 2 numbers", b"mode = 0755\n", 1, "this looks like Python 2"),
    ("python 2 long numbers", b"x = 10L\n", 1, "this looks like Python 2"),
    ("python 2 backticks", b"x = `y`\n", 1, "this looks like Python 2"),
    ("python 2 inequality", b"x = y <> z\n", 1, "this looks like Python 2"),
    ("python 2 further down", b"x = = 1\nprint 'a'\nprint 'b'\n", 1, "this looks like Python 2: invalid syntax"),
    (
        "a character without width",
        "x = 1\n\u200b\nprint 'a'\nprint 'b'\n".encode(),
        2,
        "syntax error: invalid non-print",
    ),
    ("quotes of a page", "x = \u201ca\u201d\nprint 'a'\nprint 'b'\n".encode(), 1, "syntax error: invalid character"),
    ("tabs", b"if x:\n        y = 1\n\tz = 2\n", 3, "inconsistent use of tabs and spaces in indentation"),
    ("async as a parameter", b"x = y.cuda(async=True)\n", 1, "since Python 3.7"),
    ("null byte", b"x = 1\n\0\n", 2, "syntax error: null byte"),
    ("bad indentation", b"if x:\ny = 1\n", 2, "expected an indented block"),
    ("5000 parentheses", b"(" * 5000 + b")" * 5000, 1, "too many nested parentheses"),
    ("100000 signs", b"-" * 100_000 + b"1", 1, "too deeply nested"),
]


@pytest.mark.parametrize(("data", "line", "message"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_one_problem(data: bytes, line: int, message: str) -> None:
    source = source_from_bytes(data, "a.py")
    assert source.tree is None
    (problem,) = source.problems
    assert (problem.line, problem.cell) == (line, None)
    assert message in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["a"] * 100_000),
        "if a: b\n" + "elif a: b\n" * 5000,
        "a" + ".b" * 100_000,
        "lambda: " * 5000 + "1",
    ],
    ids=["sum", "elifs", "attributes", "lambdas"],
)
def test_deep_code_is_read_or_refused(text: str) -> None:
    """Versions of Python differ in how deep they go; none may raise, here or where lines are asked for."""
    source = source_from_text(text, "a.py")
    assert [problem.message for problem in source.problems] == ["too deeply nested to parse"] * (source.tree is None)
    assert source.statement_lines(1).start == 1


def test_lone_surrogate() -> None:
    (problem,) = source_from_text("x = 1\ny = '\ud800'\n", "a.py").problems
    assert (problem.line, "surrogate" in problem.message) == (2, True)


@pytest.mark.parametrize("action", ["error", "always"])
def test_warnings_about_the_code_do_not_leak(action: str) -> None:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter(action)  # type: ignore[arg-type]
        source = source_from_text("x = '\\d'\ny = 1 is 1\nz = 1or 1\n", "a.py")
    assert (source.problems, seen) == ((), [])


def test_exotic_line_breaks_are_no_lines() -> None:
    """str.splitlines would see five lines where Python sees two."""
    source = source_from_text("x = 'a\x0cb\x1cc\u2028d\x85e'\r\ny = 1\r\n", "a.py")
    assert source.lines == ["x = 'a\x0cb\x1cc\u2028d\x85e'", "y = 1"]
    assert source.tree is not None
    assert [statement.lineno for statement in source.tree.body] == [1, 2]


@pytest.mark.parametrize(
    ("line", "byte_column", "expected"),
    [(1, 4, 5), (2, 0, 1), (2, 5, 5), (2, 10, 7), (9, 3, 4)],
    ids=["ascii", "start", "after é", "after an emoji", "no such line"],
)
def test_char_column(line: int, byte_column: int, expected: int) -> None:
    assert source_from_text("x = 1\né = '😀'\n", "a.py").char_column(line, byte_column) == expected


def test_place_in_a_python_file() -> None:
    assert source_from_text("x = 1\n", "a.py").place(7) == (7, None, 7)


UNREADABLE = ["missing", "vanished", "folder", "named pipe", "symlink loop", "socket", "device", "null byte"]


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_unreadable(kind: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"a{suffix}"
    expected = "cannot be read: "
    match kind:
        case "vanished":
            path.symlink_to(tmp_path / "gone")
        case "folder":
            path.mkdir()
            expected += "it is a folder"
        case "named pipe":
            os.mkfifo(path)
            expected += "it is a named pipe"
        case "symlink loop":
            path.symlink_to(path)
            expected += "Too many levels"
        case "socket":
            monkeypatch.chdir(tmp_path)  # a socket's path must be short
            with socket.socket(socket.AF_UNIX) as bound:
                bound.bind(path.name)
        case "device":
            path.symlink_to(os.devnull)
            expected += "it is a device"
        case "null byte":
            path = Path(f"a\0{suffix}")
    source = read_source(path)
    assert source.tree is None
    (problem,) = source.problems
    assert problem.message.startswith(expected)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    (problem,) = read_source(tmp_path / "a.py").problems
    assert problem[:3] == (1, "cannot be read: Permission denied", None)


@pytest.mark.parametrize("name", ["a.py", "a.ipynb"])
def test_huge_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:  # sparse: costs no space
        file.truncate(100_000_001)
    (problem,) = read_source(path).problems
    assert problem.message.startswith("too big: 100.0 MB")


def test_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_PYTHON_BYTES", 6)
    for text, fine in (("x = 1\n", True), ("xx = 1\n", False)):
        (tmp_path / "a.py").write_text(text)
        for source in (
            read_source(tmp_path / "a.py"),
            source_from_text(text, "a.py"),
            source_from_bytes(text.encode(), "a.py"),
        ):
            assert (source.tree is not None, source.problems == ()) == (fine, fine)


@pytest.mark.parametrize("ends", ["\n", ""], ids=["lines with ends", "lines without ends"])
def test_from_tree(ends: str) -> None:
    tree = ast.parse("x = 1\n\ny = 2\n")
    source = source_from_tree(tree, [line + ends for line in ("x = 1", "", "y = 2")], "pkg/a.py")
    assert source.tree is tree
    assert source.lines == ["x = 1", "", "y = 2"]
    assert source.text.rstrip("\n") == "x = 1\n\ny = 2"


def test_read_source_shows_the_path_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    assert read_source(tmp_path / "a.py").path == (tmp_path / "a.py").as_posix()


def test_databricks_export_is_comments() -> None:
    text = "# Databricks notebook source\n# MAGIC %sql\n# MAGIC SELECT 1\n\n# COMMAND ----------\nx = 1\n"
    source = source_from_text(text, "a.py")
    assert source.tree is not None
    assert [statement.lineno for statement in source.tree.body] == [6]
