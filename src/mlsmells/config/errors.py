"""The one error of this package."""

from __future__ import annotations

from pathlib import Path


class ConfigError(Exception):
    """A setting that cannot be used: which file, which line (0 when unknown), and why.

    ``path`` is None for settings that came from the command line.
    """

    def __init__(self, path: Path | None, line: int, message: str) -> None:
        # All three go to Exception so that the error survives pickling between worker processes.
        super().__init__(path, line, message)
        self.path = path
        self.line = line
        self.message = message

    def __str__(self) -> str:
        """``mlsmells.yaml:3: unknown key 'selct'; did you mean 'select'?``"""
        if self.path is None:
            return self.message
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        place = f"{path.as_posix()}:{self.line}" if self.line else path.as_posix()
        return f"{place}: {self.message}"
