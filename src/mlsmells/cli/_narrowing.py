"""Options of ``check`` for a team that begins in the middle: only what a change adds, or silence with a reason."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from mlsmells.cli import Refused
from mlsmells.report import escape

if TYPE_CHECKING:
    from mlsmells.engine.added import Added

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--diff-base", metavar="REV", help="Report only what the working tree adds to this git revision."),
    click.option(
        "--diff",
        "diff_file",
        metavar="FILE",
        type=click.Path(path_type=Path, allow_dash=True),
        help="Report only what this unified diff adds; `-` is standard input.",
    ),
    click.option("--add-noqa", metavar="REASON", help="Silence the findings with `# noqa` comments that say why."),
)


def with_narrowing(command: Command) -> Command:
    """Add the options; the command gets them among ``**options``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Narrowing(NamedTuple):
    """What was wished."""

    diff_base: str | None
    diff_file: Path | None
    add_noqa: str | None

    def added(self, root: Path) -> Added | None:
        """The lines that the change adds; None where all are asked for. Raises Refused."""
        if self.diff_base is None and self.diff_file is None:
            return None
        from mlsmells.engine.added import since, told_by
        from mlsmells.engine.git import GitError
        from mlsmells.engine.patches import NoDiff

        try:
            if self.diff_file is None:
                return since(root, self.diff_base or "")
            return told_by(_text(self.diff_file), root)
        except GitError as error:
            raise Refused(escape(f"--diff-base: {error}")) from error
        except NoDiff as error:
            raise Refused(escape(f"--diff: {self.diff_file}: {error}")) from error


def taken(options: dict[str, Any]) -> Narrowing:
    """The wish, taken out of the options. Raises Refused."""
    wish = Narrowing(*(options.pop(field) for field in Narrowing._fields))
    if wish.diff_base is not None and wish.diff_file is not None:
        raise Refused("--diff-base and --diff exclude each other")
    if wish.add_noqa is not None:
        from mlsmells.cli._noqa import checked_reason

        wish = wish._replace(add_noqa=checked_reason(wish.add_noqa))
    return wish


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise Refused(escape(f"--diff: {path}: {error.strerror or error}")) from error
    return data.decode("utf-8", "surrogateescape")
