"""Options that several commands share, and the settings they add up to."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from mlsmells.config import PROFILES, Config, load_config
from mlsmells.core import Confidence, Severity
from mlsmells.engine.settings import validate

Command = TypeVar("Command", bound=Callable[..., Any])

PATHS = click.Path(path_type=Path, allow_dash=True)


def words(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...] | None:
    """``--select A,B --select C`` → (A, B, C); None when not given."""
    found = tuple(word.strip() for part in given for word in part.split(",") if word.strip())
    return found or None


def _selection(name: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, multiple=True, metavar="RULES", callback=words, help=text)


SETTINGS = (
    _selection("--select", "Run these rules: codes, prefixes, names, families or practice ids, comma separated."),
    _selection("--extend-select", "Run these rules as well."),
    _selection("--ignore", "Do not run these rules."),
    click.option("--profile", type=click.Choice(sorted(PROFILES)), help="Use this profile."),
    click.option(
        "--min-confidence",
        type=click.Choice([str(level) for level in Confidence]),
        help="Report findings of this confidence and above.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice([str(level) for level in Severity]),
        help="Exit with 1 for findings of this severity and above.",
    ),
    click.option(
        "--show-notes", is_flag=True, default=None, help="List notes (severity info) instead of counting them."
    ),
    click.option(
        "--require-reason", is_flag=True, default=None, help="Report suppressions that do not say why (MLS001)."
    ),
    click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file."),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
)


def with_settings(command: Command) -> Command:
    """Add the options that decide what is checked; the command gets them as ``**options``."""
    for option in reversed(SETTINGS):
        command = option(command)
    return command


def settings(paths: Sequence[Path], options: dict[str, Any]) -> Config:
    """The configuration for these paths with the options on top. Raises ConfigError."""
    options = dict(options)
    explicit, isolated = options.pop("config_file"), options.pop("isolated")
    # Of files, as flake8 has them, the root is not told by their folder.
    here = None if any(path.is_dir() for path in paths) else Path.cwd()
    config = load_config(common_folder(paths), explicit=explicit, isolated=isolated, here=here).with_options(options)
    validate(config)
    return config


def common_folder(paths: Sequence[Path]) -> Path:
    """Where the search for a configuration begins: the folder all paths are in."""
    real = [os.path.abspath(path) for path in paths if str(path) != "-"]
    try:
        return Path(os.path.commonpath(real)) if real else Path.cwd()
    except ValueError:  # different drives
        return Path.cwd()
