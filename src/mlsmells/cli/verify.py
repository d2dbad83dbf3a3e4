"""``mlsmells verify``: run a program twice and say where the runs differ, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._options import named, settings, with_settings
from mlsmells.cli._output import emit, note
from mlsmells.report import escape


@click.command(name="verify")
@click.argument("script", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("arguments", nargs=-1)
@with_settings
@click.option("--yes", "-y", is_flag=True, help="Run it without asking.")
@click.option("--seconds", type=click.FloatRange(min=1), default=300.0, show_default=True, help="Limit of one run.")
@click.option("--network", is_flag=True, help="Let it connect; otherwise Python's sockets refuse to.")
def command(
    script: Path,
    arguments: tuple[str, ...],
    *,
    yes: bool,
    seconds: float,
    network: bool,
    **options: Any,
) -> None:
    """Run SCRIPT (a program or notebook) twice, compare what it prints and writes, and name the call to blame.

    This runs your code, two or three times, in fresh processes with different hash seeds, in a copy of the
    project in a temporary folder; your files stay as they are. Times, dates and addresses may differ. Exits
    with 1 when the runs differ, with 2 when the program does not run.

    \b
    Example:
      mlsmells verify train.py
    """
    from mlsmells.cli._verifying import verify
    from mlsmells.proof.trial import Trial

    config = settings((script,), options)
    named([script], config, {})
    if not yes:
        note(escape(f"This runs {script} two or three times, in a copy of {config.root}."))
        if not click.confirm("Run it?", err=True, default=False):
            raise Refused("not run")
    told = verify(Trial(script, config.root, arguments, seconds, network), config)
    emit("".join(f"{escape(line)}\n" for line in told.lines))
    note(escape(told.verdict))
    sys.exit(told.code)
