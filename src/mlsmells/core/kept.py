"""What was read from the program's own data files, kept between runs where Python keeps compiled modules.

Reading YAML is slow, and each run reads the same few entries. They are kept by their text, so nothing kept is ever out
of date. A folder that cannot be written, a torn or edited file and one of another Python only mean that YAML is read
again; ``PYTHONDONTWRITEBYTECODE`` means that nothing is kept.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import zlib
from typing import Any

_SUM = 4  # bytes of the checksum at the start of the file


class Kept:
    """A mapping from texts to plain data that outlives the run."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._known: dict[str, Any] | None = None
        self._is_new = False

    def get(self, text: str) -> Any:
        """What was kept under this text; None if nothing was."""
        if self._known is None:
            self._known = _read(self.path)
        return self._known.get(text)

    def put(self, text: str, data: Any) -> None:
        """Keep it, when ``save`` is called."""
        if self.get(text) is None:
            assert self._known is not None
            self._known[text] = data
            self._is_new = True

    def save(self) -> None:
        """Write what is new, if anything is; whole or not at all."""
        if not self._is_new or sys.dont_write_bytecode:
            return
        self._is_new = False
        data = marshal.dumps(self._known)
        own = f"{self.path}.{os.getpid()}"
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with open(own, "wb") as file:
                file.write(zlib.crc32(data).to_bytes(_SUM, "big") + data)
            os.replace(own, self.path)


def _read(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            content = file.read()
        data = content[_SUM:]
        if zlib.crc32(data).to_bytes(_SUM, "big") != content[:_SUM]:
            return {}
        found: dict[str, Any] = marshal.loads(data)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found


def _beside_this_module() -> str:
    compiled = (__spec__.cached if __spec__ is not None else None) or os.path.join(os.path.dirname(__file__), "kept")
    return os.path.join(os.path.dirname(compiled), f"read.{sys.implementation.cache_tag}.kept")


KEPT = Kept(_beside_this_module())
