"""``mlsmells report``: findings and practices as one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._fixable import without_refused
from mlsmells.cli._options import PATHS, Choice, named, settings, with_settings
from mlsmells.cli._output import counted, emit, note, shown
from mlsmells.cli._progress import told
from mlsmells.engine.practices import practice_map
from mlsmells.engine.project import ProjectResult, check_paths
from mlsmells.report import escape

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.scorecard.page import More


@click.command(name="report")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@click.option("--output-format", type=Choice(["html", "markdown"]), default="html", help="A page, or a comment.")
@click.option("--output-file", type=click.Path(path_type=Path), help="Write the page to this file.")
@click.option(
    "--history", type=click.IntRange(min=1), metavar="N", help="Show the findings at each of the last N commits."
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Number of processes; chosen if not given.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs (.mlsmells_cache).")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def command(
    paths: tuple[Path, ...],
    *,
    output_format: str,
    output_file: Path | None,
    history: int | None,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Write one HTML page: findings, the state of every practice with its proof, what to mend next.

    As markdown it is a comment for a pull request. The page needs the extra `report`: pip install 'mlsmells[report]'.
    Findings do not change the exit code: 0 when it is written, 2 when it is not.

    \b
    Example:
      mlsmells report . --history 50 --output-file report.html
    """
    if output_format == "html":
        _needs_jinja()
    from mlsmells import scorecard

    given = paths or (Path("."),)
    if Path("-") in given:
        raise Refused("the report is about files: `-` is none")
    config = settings(given, options)
    with told("checking", quiet=quiet) as progress:
        run = check_paths(named(given, config, options), config, jobs=jobs, cached=not no_cache, progress=progress)
    states = scorecard.states(run, config)
    listed = without_refused(shown(run, config), config, {})
    more = _more(run, config, history, jobs=jobs, cached=not no_cache, quiet=quiet)
    write = scorecard.html if output_format == "html" else scorecard.markdown
    name, called = config.root.name or str(config.root), [str(path) for path in paths]
    emit(write(listed, states, practice_map(config), name=name, paths=called, more=more), output_file)
    if not quiet:
        note(escape(f"{counted(len(listed.findings), 'finding')}; practices: {scorecard.totals(states)}"))


def _needs_jinja() -> None:
    try:
        import jinja2  # noqa: F401
    except ImportError as error:
        raise Refused("the report needs jinja2: pip install 'mlsmells[report]'") from error


def _more(
    run: ProjectResult, config: Config, history: int | None, *, jobs: int | None, cached: bool, quiet: bool
) -> More:
    """The lineage of the whole project, what changed, and the trend if that is wished."""
    from mlsmells.engine.git import GitError
    from mlsmells.scorecard.changes import change
    from mlsmells.scorecard.history import Moment, trend
    from mlsmells.scorecard.kept_lineage import lineage
    from mlsmells.scorecard.page import More

    moments: tuple[Moment, ...] = ()
    if history is not None:
        try:
            with told("reading the history", quiet=quiet) as progress:
                moments = trend(config, history, jobs=jobs, cached=cached, progress=progress)
        except GitError as error:
            raise Refused(escape(f"no history can be read: {error}")) from error
    graph = None if run.without else lineage(config, cached=cached)
    return More(graph, change(run, config), moments)
