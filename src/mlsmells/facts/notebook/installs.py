"""What the shell lines of a notebook install, and which of it has no version."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.sources.forms import magic_lines

if TYPE_CHECKING:
    from mlsmells.sources import Source

# pip's and conda's options that take a value of their own.
_WITH_VALUE = frozenset(
    "-r --requirement -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root "
    "--platform --python-version --implementation --abi --no-binary --only-binary --src --log --proxy --timeout "
    "--retries --trusted-host --cert --cache-dir --upgrade-strategy --progress-bar --python -n --name -p --channel "
    "--config-settings --global-option --install-option".split()
)
_PINNING = frozenset({"-c", "--constraint", "--no-index", "--require-hashes"})  # conda's -c is a channel
_TOOLS = frozenset({"pip", "setuptools", "wheel", "conda", "mamba", "uv", "python"})
_INSTALL = regex(
    r"[\s!%]*(?:(?:sx|sh|system)\s+)?(?:sudo\s+(?:-\S+\s+)*)?(?:(?:\{\s*sys\.executable\s*\}|[\w./\\{}$-]*python[\d.]*(?:\.exe)?)\s+-m\s+)?"
    r"(?P<tool>(?:[\w./-]*/)?pip[\d.]*|uv\s+pip|conda|mamba|micromamba)\s+(?:-\S+\s+)*install\s+"
)
_ENDS = frozenset({"&&", "||", ";", "|", "&"})
_REDIRECTION = regex(r"(?:[012&]?>{1,2}|<)(.*)$")
_NAME = regex(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?")
_BRANCHES = ("@main", "@master", "@head", "@dev", "@develop")


class Wish(NamedTuple):
    """A package that is installed without a version, and the word that asks for it."""

    name: str
    word: str


class Install(NamedTuple):
    """A line that installs something unpinned. ``whole``: the line installs with one command and nothing else."""

    line: int
    text: str
    tool: str
    wishes: tuple[Wish, ...]
    whole: bool


def unpinned(source: Source) -> Iterator[Install]:
    """Lines that install packages in whatever version is newest, in the order of the notebook."""
    if "install" not in source.text:
        return
    for line, written in magic_lines(source):
        text = written.replace("\\\n", " ")
        for command in re.split(r"&&|;\s", text) if "install" in text else ():
            match = _INSTALL.match(command)
            if match is None:
                continue
            conda = match["tool"] in ("conda", "mamba", "micromamba")
            wishes = tuple(_wishes(_words(command[match.end() :]), conda=conda))
            if wishes:
                whole = command.strip() == written.strip()
                yield Install(line, written, match["tool"], wishes, whole)


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text, comments=True)
    except ValueError:  # an open quote
        return text.partition("#")[0].split()


def _wishes(words: list[str], *, conda: bool) -> Iterator[Wish]:
    found: list[Wish] = []
    skip = False
    for word in words:
        if word in _ENDS:
            break
        if skip:
            skip = False
        elif word.startswith("-"):
            if word.partition("=")[0] in _PINNING and not conda:
                return
            skip = word in _WITH_VALUE or (conda and word == "-c")
        elif redirected := _REDIRECTION.match(word):
            skip = not redirected[1]
        elif wish := _wish(word.rstrip(";")):
            found.append(wish)
    yield from found


def _wish(word: str) -> Wish | None:
    """None for what has a version, is a file, or is known when the cell runs only."""
    if any(c in word for c in "{}$`*\\") or word.startswith((".", "/", "~", "http://", "https://", "file:")):
        return None
    if word.startswith("git+"):
        return _from_git(word)
    match = _NAME.match(word)
    if match is None or "/" in word or word.endswith((".whl", ".gz", ".zip", ".txt", ".yml", ".yaml")):
        return None
    rest = word[match.end() :].strip()
    if rest and not rest.startswith((">", "!=")):
        return None
    limited = "<" in rest or "=" in rest.replace(">=", "").replace("!=", "")
    return None if limited or match[1].lower() in _TOOLS else Wish(match[1], word)


def _from_git(word: str) -> Wish | None:
    address = word.partition("#")[0]
    last = address.rpartition("/")[2]
    if "@" in last and not last.lower().endswith(_BRANCHES):
        return None
    return Wish(last.partition("@")[0].removesuffix(".git"), word)
