"""One file takes the place of another in a single step, and no half-written one is left behind, even by a kill.

Where the system can, the new file has no name until it is whole; elsewhere it has a hidden one, which carries the
number of its process, so that the next run can clear up after a process that was killed.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_MARK = ".mlsmells"


def replace(target: Path, data: bytes) -> None:
    """The file has these bytes now, with the mode and (for root) the owner it had. Raises OSError, file unchanged."""
    _clear_up(target)
    name = target.with_name(f".{target.name}.{os.getpid()}{_MARK}")
    try:
        if not _written_without_name(target, name, data):
            handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                _fill(file.fileno(), target, data)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _written_without_name(target: Path, name: Path, data: bytes) -> bool:
    """Whether the system keeps files without a name (Linux, most file systems)."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    try:
        handle = os.open(target.parent, os.O_WRONLY | os.O_TMPFILE, 0o600)
    except OSError:
        return False
    with os.fdopen(handle, "wb") as file:
        _fill(file.fileno(), target, data)
        try:
            os.link(f"/proc/self/fd/{file.fileno()}", name, follow_symlinks=True)
        except (OSError, NotImplementedError):
            return False
    return True


def _fill(handle: int, target: Path, data: bytes) -> None:
    found = target.stat()
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)
    if hasattr(os, "fchmod"):
        if os.geteuid() == 0:
            os.fchown(handle, found.st_uid, found.st_gid)
        os.fchmod(handle, found.st_mode & 0o7777)


def _clear_up(target: Path) -> None:
    """Hidden files of this target whose process is gone."""
    for left in target.parent.glob(f".{_escaped(target.name)}.*{_MARK}"):
        number = left.name.removesuffix(_MARK).rpartition(".")[2]
        if number.isdigit() and not _is_running(int(number)):
            with contextlib.suppress(OSError):
                left.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
