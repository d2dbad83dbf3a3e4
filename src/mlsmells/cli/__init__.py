"""The command line: click options and exit codes, nothing else.

Each public module of this package holds one command, named ``command``.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Any

import click

from mlsmells.core.near import hint


class Refused(click.ClickException):
    """A usage or configuration error: exit code 2."""

    exit_code = 2


class Group(click.Group):
    """Its help tells the whole first sentence of every command, and an example of each."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from mlsmells.cli._help import example, summary

        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        there = [(name, command) for name, command in commands if command is not None and not command.hidden]
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(command)) for name, command in there])
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example(command)}\n" for _, command in there))


class _Commands(Group):
    """Imports a command's module when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        modules = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in modules if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            raise click.UsageError(f"no command is called '{name}'{hint(name, known)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        from mlsmells.core.signals import ended_in_order

        try:
            with ended_in_order():
                return super().invoke(ctx)
        except click.NoSuchOption as error:
            near = hint(error.option_name, _options_of(error.ctx))
            raise click.UsageError(f"no option is called '{error.option_name}'{near}", error.ctx) from error
        except Exception as error:
            config = sys.modules.get("mlsmells.config")  # `--version` and `--help` need no configuration
            if config is None or not isinstance(error, config.ConfigError):
                raise
            from mlsmells.report import escape

            raise Refused(escape(str(error))) from error


def _options_of(ctx: click.Context | None) -> list[str]:
    parameters = ctx.command.get_params(ctx) if ctx is not None else []
    return [name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts) if name[0] == "-"]


def _show_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from mlsmells.cli._version import text

        click.echo(text())
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and what it runs on, and exit.",
)
def main() -> None:
    """Find machine-learning mistakes in Python code, notebooks and projects.

    \b
    Example:
      mlsmells check src notebooks
    """
