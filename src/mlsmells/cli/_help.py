"""What ``mlsmells --help`` says of each command, read from the command's own help."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def summary(command: click.Command) -> str:
    """The first paragraph, on one line."""
    return " ".join(_text(command).partition("\n\n")[0].split())


def example(command: click.Command) -> str:
    """The first line of its example."""
    lines = _text(command).partition("Example:\n")[2].splitlines()
    return lines[0].strip() if lines else f"mlsmells {command.name}"


def _text(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")
