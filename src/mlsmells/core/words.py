"""Words of messages: short enough for a line, right in number, printable in every terminal."""

from __future__ import annotations

from mlsmells.core.patterns import regex

_FOLDER = regex(r"[/\\]")


def cut(text: str, most: int = 40) -> str:
    """The beginning of the text, in at most so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."


def told_path(path: str) -> str:
    """The path with dots for each part that is not known; facts write ``{}`` there."""
    return path.replace("{}", "...")


def cut_path(path: str, most: int = 40) -> str:
    """The end of a path or an address, from a folder on: that is where two of them differ."""
    path = told_path(path)
    if len(path) <= most:
        return path
    end = path[3 - most :]
    folder = _FOLDER.search(end)
    return "..." + (end[folder.start() :] if folder else end.lstrip("._- "))


def cut_middle(path: str, most: int = 50) -> str:
    """Both ends of a path or an address, where it says whose it is and what."""
    path = told_path(path)
    if len(path) <= most:
        return path
    start = path[: most // 2]
    start = start[: len(start) - len(_FOLDER.split(start)[-1])] or start
    return start + cut_path(path, most - len(start))


def counted(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
