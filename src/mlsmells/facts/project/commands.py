"""Which file of the project a shell command runs, and with which arguments."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.syntax.files import there
from mlsmells.facts.syntax.settings_files import read_settings

_PYTHON = regex(r"(?:.*/)?(?:i?python|pypy)[\d.]*(?:\.exe)?")
_ASSIGNMENT = regex(r"[A-Za-z_]\w*=")
_ENDS = frozenset({"&&", "||", ";", "|", "&"})
# Commands before a command, and those of their options that take a value.
_RUNNERS = frozenset({"poetry", "uv", "pipenv", "pdm", "hatch", "rye", "conda", "run", "time", "nohup", "env", "exec"})
_WITH_VALUE = frozenset({"-n", "-W", "-X", "--name", "--with"})


class Program(NamedTuple):
    """A script, module or notebook (its path from the root) and its arguments."""

    path: str
    arguments: tuple[str, ...]


class Redirect(NamedTuple):
    """A file that the shell reads or writes."""

    path: str
    writes: bool


def programs(root: Path, folder: str, command: str) -> tuple[list[Program], list[Redirect], list[str]]:
    """What a command line runs in a folder of the project; redirections; commands that are not understood."""
    found: list[Program] = []
    redirects: list[Redirect] = []
    others: list[str] = []
    for words in _split(command):
        plain = list(_without_redirects(words, folder, redirects))
        program = _program(root, folder, plain)
        if program is not None:
            found.append(program)
        elif plain and plain[0] not in ("cd", "mkdir", "echo", "rm", "set", "export"):
            others.append(" ".join(plain[:2]))
    return found, redirects, others


def _split(command: str) -> Iterator[list[str]]:
    try:
        words = shlex.split(command.replace(";", " ; "))
    except ValueError:
        return
    part: list[str] = []
    for word in (*words, ";"):
        if word in _ENDS:
            if part:
                yield part
            part = []
        else:
            part.append(word)


def _without_redirects(words: list[str], folder: str, redirects: list[Redirect]) -> Iterator[str]:
    rest = iter(words)
    for word in rest:
        if word in (">", ">>", "<", "1>", "&>"):
            target = next(rest, "")
            redirects.append(Redirect(os.path.normpath(os.path.join(folder, target)), writes=word != "<"))
        elif not word.startswith("2>"):
            yield word


def _program(root: Path, folder: str, words: list[str]) -> Program | None:
    while words and (words[0] in _RUNNERS or _ASSIGNMENT.match(words[0])):
        words = words[1:]
        while words and words[0].startswith("-"):
            words = words[2:] if words[0] in _WITH_VALUE else words[1:]
    if not words:
        return None
    if _PYTHON.fullmatch(words[0]):
        return _python(root, folder, words[1:])
    if words[0] in ("papermill", "jupyter", "jupytext", "runipy"):
        notebook = next((w for w in words[1:] if w.endswith(".ipynb")), None)
        return _at(root, folder, notebook, ()) if notebook else None
    if words[0].endswith((".py", ".ipynb")):
        return _at(root, folder, words[0], tuple(words[1:]))
    module = _console_scripts(root).get(words[0])
    return _module(root, folder, module, tuple(words[1:])) if module else None


def _python(root: Path, folder: str, words: list[str]) -> Program | None:
    while words and words[0].startswith("-"):
        if words[0] == "-m" and len(words) > 1:
            return _module(root, folder, words[1], tuple(words[2:]))
        if words[0] == "-c":
            return None
        words = words[2:] if words[0] in _WITH_VALUE else words[1:]
    return _at(root, folder, words[0], tuple(words[1:])) if words else None


def _module(root: Path, folder: str, dotted: str, arguments: tuple[str, ...]) -> Program | None:
    inner = dotted.replace(".", "/")
    for base in (folder, "", os.path.join(folder, "src"), "src"):
        for ending in (".py", "/__main__.py", "/__init__.py"):
            found = _at(root, base, inner + ending, arguments)
            if found is not None:
                return found
    return None


def _at(root: Path, folder: str, path: str, arguments: tuple[str, ...]) -> Program | None:
    joined = os.path.normpath(os.path.join(folder, path)).replace(os.sep, "/")
    return Program(joined, arguments) if os.path.isfile(root / joined) and there(root, joined) else None


def _console_scripts(root: Path) -> dict[str, str]:
    """Commands that installing the project makes, and the modules behind them."""
    data = read_settings(root, "pyproject.toml")
    tables = (_table(data, "project", "scripts"), _table(data, "tool", "poetry", "scripts"))
    return {
        str(name): target.partition(":")[0]
        for table in tables
        for name, target in table.items()
        if isinstance(target, str)
    }


def _table(data: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}
