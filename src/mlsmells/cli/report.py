"""``mlsmells report``: findings and practices as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._fixable import without_refused
from mlsmells.cli._options import PATHS, named, settings, with_settings
from mlsmells.cli._output import counted, emit, note, shown
from mlsmells.cli._progress import told
from mlsmells.engine.practices import practice_map
from mlsmells.engine.project import check_paths
from mlsmells.report import escape


@click.command(name="report")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@click.option("--output-file", type=click.Path(path_type=Path), help="Write the page to this file.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Number of processes; chosen if not given.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs (.mlsmells_cache).")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def command(
    paths: tuple[Path, ...], *, output_file: Path | None, jobs: int | None, no_cache: bool, quiet: bool, **options: Any
) -> None:
    """Write one HTML page: findings, the state of every practice with its proof, what to mend next.

    Needs the extra `report`: pip install 'mlsmells[report]'. Findings do not change the exit code: 0 when the page is
    written, 2 when it is not.

    \b
    Example:
      mlsmells report . --output-file report.html
    """
    try:
        import jinja2  # noqa: F401
    except ImportError as error:
        raise Refused("the report needs jinja2: pip install 'mlsmells[report]'") from error
    from mlsmells import scorecard

    given = paths or (Path("."),)
    if Path("-") in given:
        raise Refused("the report is about files: `-` is none")
    config = settings(given, options)
    with told("checking", quiet=quiet) as progress:
        run = check_paths(named(given, config, options), config, jobs=jobs, cached=not no_cache, progress=progress)
    states = scorecard.states(run, config)
    listed = without_refused(shown(run, config), config, {})
    text = scorecard.html(
        listed, states, practice_map(config), name=config.root.name or str(config.root), paths=[str(p) for p in paths]
    )
    emit(text, output_file)
    if not quiet:
        totals = ", ".join(f"{sum(s.state is state for s in states)} {state.value}" for state in scorecard.State)
        note(escape(f"{counted(len(listed.findings), 'finding')}; practices: {totals}"))
