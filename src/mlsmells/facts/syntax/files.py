"""The files of a folder, and the text of one: nothing here fails."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from pathlib import Path

from mlsmells.config.files import SKIPPED, files_below

MAX_FILES = 20_000

MAX_BYTES = 2_000_000

_SKIPPED = SKIPPED | {"build", "dist"}

_KEPT_HIDDEN = frozenset(
    {".dvc", ".github", ".gitlab-ci.yml", ".gitattributes", ".lakefs_ref.yaml", ".datalad", ".quilt"}
)


def walk(root: Path) -> Iterator[str]:
    """The files under a folder, relative to it, without those of tools and environments."""
    return files_below(root, most=MAX_FILES, skipped=_SKIPPED, hidden=_KEPT_HIDDEN)


def text_of(path: Path) -> str:
    """A small file's text; empty when it cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ""
        return path.read_text(encoding=_encoding(path), errors="replace")
    except (OSError, ValueError):
        return ""


def there(root: Path, name: str) -> bool:
    """The project has a file or folder of this name. Names are anybody's: ``../..``, 5000 letters."""
    top = os.path.abspath(root)
    whole = os.path.normpath(os.path.join(top, name))
    return whole.startswith(top.rstrip(os.sep) + os.sep) and os.path.exists(whole)  # unlike Path's, it never raises


def _encoding(path: Path) -> str:
    """UTF-8, or UTF-16 where its mark stands first: what a shell of Windows writes with ``pip freeze >``."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
