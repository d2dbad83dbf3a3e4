"""Folders that are nobody's project: where everybody writes, and where a file system begins."""

from __future__ import annotations

import os
import stat

_EVERYBODY = stat.S_ISVTX | stat.S_IWOTH


def is_shared(folder: str | os.PathLike[str]) -> bool:
    """Everybody may write here, and nobody remove what is another's, as in ``/tmp``. Windows has no such folder."""
    try:
        return os.stat(folder).st_mode & _EVERYBODY == _EVERYBODY
    except OSError:
        return False


def is_no_project(folder: str | os.PathLike[str]) -> bool:
    """What lies beside a file here says nothing about it."""
    return os.path.dirname(os.path.abspath(folder)) == os.path.abspath(folder) or is_shared(folder)
