"""The command line: click options and exit codes, nothing else.

Each public module of this package holds one command, named ``command``.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Any

import click

from mlsmells import __version__


class Refused(click.ClickException):
    """A usage or configuration error: exit code 2."""

    exit_code = 2


class _Commands(click.Group):
    """Imports a command's module when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        modules = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name for name in modules if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            config = sys.modules.get("mlsmells.config")  # `--version` and `--help` need no configuration
            if config is None or not isinstance(error, config.ConfigError):
                raise
            from mlsmells.report import escape

            raise Refused(escape(str(error))) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mlsmells")
def main() -> None:
    """Find machine-learning mistakes in Python code, notebooks and projects.

    \b
    Example:
      mlsmells check src notebooks
    """
