"""Whose code a file is: what others wrote and the project only carries along is kept by others.

Decided by the names of folders, and by a licence of its own beside settings of its own.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mlsmells.config.files import head_of
from mlsmells.core.patterns import regex

FOLDERS = frozenset(
    "vendor vendors vendored _vendor third_party third-party thirdparty 3rdparty 3rd_party external externals extern "
    "node_modules".split()
)
# Read of a licence or of settings.
MAX_CHARACTERS = 100_000
_LICENCE = regex(r"(?i)(?:licen[cs]e|copying)(?:[.-].*)?")
_SETTINGS = ("setup.py", "setup.cfg", "pyproject.toml", "requirements.txt", "environment.yml", "environment.yaml")
# Of these, those that name parts of a workspace, or what is installed from here.
_WORKSPACES = ("pyproject.toml", "setup.py", "setup.cfg")
_TUTORIALS = ("tutorial", "tutorials", "quickstart", "quickstarts")
_INSTALLERS = ("install.sh", "install.py", "setup.sh", "install.md")
_HOLDER = regex(r"(?im)^.*\bcopyright\b.*(?:\(c\)|©|\d{4}).*$")


def is_third_party(root: Path, path: str) -> bool:
    """The file lies in a folder for the code of others, or in a project of others below this one."""
    parents = [str(folder) for folder in PurePosixPath(path).parents][:-1]
    if path.startswith("/") or not parents:
        return False
    if any(PurePosixPath(folder).name.lower() in FOLDERS for folder in parents):
        return True
    return any(_is_of_others(str(root), folder) for folder in parents)


@lru_cache(maxsize=4096)
def _is_of_others(root: str, folder: str) -> bool:
    """It has a licence and settings, and the project around it has others."""
    inner, outer = os.path.join(root, folder), _names(root)
    names = _names(inner)
    own = _licence(names)
    # A root without settings is a collection: its projects are its own.
    if outer.isdisjoint(_SETTINGS) or _is_member(root, folder):
        return False
    if _is_platform(names):
        return True
    if not own or names.isdisjoint(_SETTINGS):
        return False
    above = _licence(outer)
    return not above or _holder(os.path.join(inner, own)) != _holder(os.path.join(root, above))


def _is_platform(names: frozenset[str]) -> bool:
    """It explains and installs itself and brings tutorials of its own: a product inside another one."""
    lower = {name.lower() for name in names}
    explained = any(name.startswith("readme") for name in lower)
    return explained and not lower.isdisjoint(_TUTORIALS) and not lower.isdisjoint(_INSTALLERS)


def _names(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


def _licence(names: frozenset[str]) -> str:
    return min((name for name in names if _LICENCE.fullmatch(name)), default="")


def _holder(path: str) -> str:
    """Whose it is, whatever the year; the whole text where it does not say."""
    text = head_of(path, MAX_CHARACTERS)
    return re.sub(r"[\W\d_]+", " ", " ".join(_HOLDER.findall(text)) or text).strip().lower()


def _is_member(root: str, folder: str) -> bool:
    """The project's settings name the folder: as a part of a workspace, or as what is installed from here."""
    name = re.compile(rf"(?:^|[\s\"'=./]){re.escape(folder)}(?=$|[\s\"'/\]])", re.MULTILINE)
    globbed = f'"{PurePosixPath(folder).parent!s}/*"'
    texts = (head_of(os.path.join(root, settings), MAX_CHARACTERS) for settings in _WORKSPACES)
    return any(name.search(text) is not None or globbed in text.replace("'", '"') for text in texts)
