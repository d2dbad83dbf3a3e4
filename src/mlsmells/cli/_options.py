"""Options that several commands share, and the settings they add up to."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from mlsmells.cli import Refused
from mlsmells.config import PROFILES, Config, load_config
from mlsmells.core import Confidence, Severity
from mlsmells.core.near import hint
from mlsmells.engine.paths import displayed
from mlsmells.engine.settings import validate
from mlsmells.report import escape

Command = TypeVar("Command", bound=Callable[..., Any])

PATHS = click.Path(path_type=Path, allow_dash=True)


class Choice(click.Choice):  # type: ignore[type-arg,unused-ignore]  # generic in newer releases alone
    """A word of a list; for another word the command that takes it is named, or the nearest one of the list."""

    def __init__(self, choices: Sequence[str], *, elsewhere: Mapping[str, str] | None = None) -> None:
        super().__init__(choices)
        self.elsewhere = elsewhere or {}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word; a usage error for any other."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            other = self.elsewhere.get(str(value).lower(), "")
            near = f"; {value} is written by `{other}`" if other else hint(str(value), map(str, self.choices))
            raise click.BadParameter(error.message.rstrip(".") + near, ctx, param) from error


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
    click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERNS",
        callback=words,
        help="Leave these files and folders out as well: patterns as in a .gitignore, comma separated.",
    ),
    click.option("--force-exclude", is_flag=True, help="Leave excluded files out even if they are named."),
    click.option("--profile", type=Choice(sorted(PROFILES)), help="Use this profile."),
    click.option(
        "--min-confidence",
        type=Choice([str(level) for level in Confidence]),
        help="Report findings of this confidence and above.",
    ),
    click.option(
        "--fail-on",
        type=Choice([str(level) for level in Severity]),
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
    options.pop("force_exclude", None)
    # Of files, as flake8 has them, the root is not told by their folder.
    here = None if any(path.is_dir() for path in paths) else Path.cwd()
    config = load_config(common_folder(paths), explicit=explicit, isolated=isolated, here=here).with_options(options)
    validate(config)
    return config


def named(paths: Sequence[Path], config: Config, options: dict[str, Any]) -> list[Path]:
    """The paths that are to be looked at. Refuses what is not there: a misspelt name must not pass for clean."""
    gone = [str(path) for path in paths if not os.path.lexists(path)]
    if gone:
        raise Refused(escape(f"no such file or folder: {', '.join(gone)}"))
    if not options.get("force_exclude"):
        return list(paths)
    return [path for path in paths if not config.excludes(_inside(displayed(path, config.root), path))]


def _inside(shown: str, path: Path) -> str:
    """A pattern such as ``vendor/`` means what is in the folder."""
    return f"{shown}/_" if path.is_dir() else shown


def common_folder(paths: Sequence[Path]) -> Path:
    """Where the search for a configuration begins: the folder all paths are in."""
    real = [os.path.abspath(path) for path in paths if str(path) != "-"]
    try:
        return Path(os.path.commonpath(real)) if real else Path.cwd()
    except ValueError:  # different drives
        return Path.cwd()
