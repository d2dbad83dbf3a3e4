"""Which files to analyse."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

SUFFIXES = (".py", ".ipynb")
# Hidden folders are skipped as well.
SKIPPED_FOLDERS = frozenset({"__pycache__", "build", "dist", "node_modules", "site-packages", "venv", "__pypackages__"})
_VENV_MARK = "pyvenv.cfg"


def discover(paths: Iterable[Path], *, exclude: Sequence[str] = (), root: Path) -> list[Path]:
    """Absolute paths of the Python files and notebooks in ``paths``, sorted, each once.

    Files that are named are always taken, whatever they are called; folders are searched, without
    following symbolic links to folders. Anything there with a known suffix is taken, pipes and
    dangling links too, so that reading it can say why it was not analysed; likewise a folder that
    cannot be listed. ``exclude`` are patterns as in a .gitignore, relative to ``root``.
    """
    excluded = _excluded(exclude)
    top = os.path.abspath(root)
    found: set[str] = set()
    for path in paths:
        absolute = os.path.abspath(path)
        if os.path.isdir(absolute):
            found.update(_search(absolute, top, excluded))
        else:
            found.add(absolute)
    return sorted(map(Path, found))


def discoverable(paths: Iterable[str], *, exclude: Sequence[str] = ()) -> list[str]:
    """Those of the paths, relative to the root, that ``discover`` would find were they on disk."""
    every = list(paths)
    excluded = _excluded(exclude)
    marks = [path.removesuffix(_VENV_MARK) for path in every if path.endswith(f"/{_VENV_MARK}")]
    return [path for path in every if _is_found(path, excluded) and not path.startswith(tuple(marks))]


def _is_found(path: str, excluded: re.Pattern[str] | None) -> bool:
    *folders, name = path.split("/")
    if not name.endswith(SUFFIXES) or name.startswith((".#", "._")):
        return False
    if any(folder in SKIPPED_FOLDERS or folder.startswith(".") for folder in folders):
        return False
    above = ("/".join(folders[: at + 1]) + "/" for at in range(len(folders)))
    return excluded is None or not any(excluded.match(one) for one in (*above, path))


def _search(folder: str, root: str, excluded: re.Pattern[str] | None) -> Iterable[str]:
    # A stack of our own: the depth of a folder tree must not matter.
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            with os.scandir(current) as listing:
                entries = list(listing)
        except OSError:
            yield current
            continue
        if current != folder and any(entry.name == _VENV_MARK for entry in entries):
            continue
        for entry in entries:
            is_folder = _is_folder(entry)
            if not (is_folder or _is_wanted(entry)):
                continue
            if excluded and excluded.match(_relative(entry.path, root, is_folder=is_folder)):
                continue
            if not is_folder:
                yield entry.path
            elif entry.name not in SKIPPED_FOLDERS and not entry.name.startswith("."):
                waiting.append(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    # ".#name.py" is a dangling link by which an editor locks a file, "._name.py" what macOS notes about one.
    if not entry.name.endswith(SUFFIXES) or entry.name.startswith((".#", "._")):
        return False
    # A link to a folder that is called like a file: its files are found where they are.
    return not (entry.is_symlink() and os.path.isdir(entry.path))


def _relative(path: str, root: str, *, is_folder: bool) -> str:
    inside = path.startswith(root.rstrip(os.sep) + os.sep)
    relative = path[len(root.rstrip(os.sep)) + 1 :] if inside else path
    return relative.replace(os.sep, "/") + ("/" if is_folder else "")


def _excluded(patterns: Sequence[str]) -> re.Pattern[str] | None:
    regexes = [_to_regex(pattern) for pattern in map(str.strip, patterns) if pattern.strip("/ ")]
    return re.compile("|".join(regexes), re.DOTALL) if regexes else None


def _to_regex(pattern: str) -> str:
    """A pattern without a slash inside matches a name at any depth, others from the root.

    What is below an excluded folder never comes to be asked, so a match of the folder is enough.
    """
    body = ("/" + pattern[2:] if pattern.startswith("./") else pattern).rstrip("/")
    anchored = "/" in body
    end = "/" if pattern.endswith("/") else "/?"
    regex = "".join(map(_glob_part, re.findall(r"\*\*/|/\*\*$|\*\*|\[[^\]]+\]|.", body.lstrip("/"))))
    return f"(?:{'' if anchored else '(?:.*/)?'}{regex}{end}\\Z)"


def _glob_part(part: str) -> str:
    known = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if len(part) > 1 and part.startswith("["):
        # Special to re alone, and hyphens that span no range.
        inner = re.sub(r"([\\\[&~|]|(?<!\w)-|-(?!\w))", r"\\\1", part[1:-1])
        return _or_literal(f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]", part)
    return known.get(part) or re.escape(part)


def _or_literal(regex: str, written: str) -> str:
    """``[z-a]`` is no set of characters, so it means itself."""
    try:
        re.compile(regex)
    except re.error:
        return re.escape(written)
    return regex
