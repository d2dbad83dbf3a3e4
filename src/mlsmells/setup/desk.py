"""The files of a project with what is to be done to them, one text a file, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mlsmells.setup.change import Change, Left, Refusal, Step


@dataclass
class Desk:
    """Edits of one file add up."""

    root: Path
    before: dict[str, str | None] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    what: dict[str, list[str]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    def text(self, path: str) -> str:
        """As it is by now; empty if there is no such text."""
        return self.now[path] if path in self.now else _read(self.root / path)

    def new(self, path: str, text: str, what: str) -> None:
        """A file that is not there yet."""
        self.before[path] = None
        self._put(path, text, what)

    def edit(self, path: str, edit: Callable[[str], str], what: str, paste: str) -> None:
        """The file after ``edit``, with the line ends it had; nothing where it is as it should be."""
        text = self.text(path)
        plain = text.replace("\r\n", "\n")
        try:
            after = edit(plain)
        except Refusal as error:
            self.left.append(Left(path, str(error), paste))
            return
        if after != plain:
            self.before.setdefault(path, text)
            self._put(path, after.replace("\n", "\r\n") if "\r\n" in text else after, what)

    def steps(self) -> list[Step]:
        """Everything that is to be done, and what is left to do by hand."""
        changes = (Change(path, self.before[path], text, "; ".join(self.what[path])) for path, text in self.now.items())
        return [*changes, *self.left]

    def _put(self, path: str, text: str, what: str) -> None:
        self.now[path] = text
        self.what.setdefault(path, []).append(what)


def _read(path: Path) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""
