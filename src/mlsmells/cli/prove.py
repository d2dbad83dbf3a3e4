"""``mlsmells prove``: run a program before and after its fixes, and tell what each repaired leak was worth."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._options import settings, with_settings
from mlsmells.cli._output import counted, emit, note
from mlsmells.cli._proving import Case, prove
from mlsmells.report import escape


@click.command(name="prove")
@click.argument("script", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("arguments", nargs=-1)
@with_settings
@click.option("--yes", "-y", is_flag=True, help="Run it without asking.")
@click.option("--seconds", type=click.FloatRange(min=1), default=300.0, show_default=True, help="Limit of one run.")
@click.option("--network", is_flag=True, help="Let it connect; otherwise Python's sockets refuse to.")
@click.option("--safe", "only_safe", is_flag=True, help="Only safe fixes.")
def command(
    script: Path,
    arguments: tuple[str, ...],
    *,
    yes: bool,
    seconds: float,
    network: bool,
    only_safe: bool,
    **options: Any,
) -> None:
    """Run SCRIPT before and after its fixes and compare what it prints.

    This runs your code, several times, in a copy of the project in a temporary folder; your files stay
    as they are. Exits with 1 when the program is broken by the fixes, with 2 when it does not run before.

    \b
    Example:
      mlsmells prove train.py
    """
    config = settings((script,), options)
    if not yes:
        note(escape(f"This runs {script} several times, in a copy of {config.root}."))
        if not click.confirm("Run it?", err=True, default=False):
            raise Refused("not run")
    case = Case(script, arguments, config, seconds, network, only_safe)
    told = prove(case)
    emit("".join(f"{escape(line)}\n" for line in told.lines))
    note(f"{counted(told.fixed, 'finding')} fixed, {told.verdict}")
    sys.exit(told.code)
