"""``mlsmells check``: analyse files and folders."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._fixable import with_edits, without_refused
from mlsmells.cli._narrowing import taken, with_narrowing
from mlsmells.cli._options import PATHS, Choice, named, settings, with_settings
from mlsmells.cli._output import emit, exit_code, shown, wants_color
from mlsmells.cli._progress import told
from mlsmells.cli._spreading import spreading, with_spreading
from mlsmells.cli._summary import count_stale, note_statistics, note_summary
from mlsmells.config import Config
from mlsmells.engine.paths import from_here
from mlsmells.engine.practices import practices_of
from mlsmells.engine.project import ProjectResult, check_paths, displayed, is_whole
from mlsmells.report import asks, escape, formats, render
from mlsmells.sources import discover, source_from_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlsmells.engine.added import Added
    from mlsmells.sources import Source


@click.command(name="check")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@with_narrowing
@click.option(
    "--output-format",
    type=Choice(formats(), elsewhere={"html": "mlsmells report"}),
    default="concise",
    help="How findings are written.",
)
@click.option("--output-file", type=click.Path(path_type=Path), help="Write findings to this file.")
@click.option("--stdin-filename", metavar="NAME", help="What `-` is called; .ipynb makes it a notebook.")
@with_spreading
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@click.option("--statistics", is_flag=True, help="Count findings by rule, family, practice, document.")
@click.option("--show-files", is_flag=True, help="List the files that would be checked, and stop.")
@click.option("--show-settings", is_flag=True, help="List the settings in force for PATH, and stop.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until interrupted.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
@click.option("--no-color", is_flag=True, help="No colours, whatever the terminal.")
def command(
    paths: tuple[Path, ...],
    *,
    output_format: str,
    output_file: Path | None,
    stdin_filename: str | None,
    exit_zero: bool,
    statistics: bool,
    show_files: bool,
    show_settings: bool,
    watch: bool,
    quiet: bool,
    no_color: bool,
    **options: Any,
) -> None:
    """Analyse files, folders or `-` (standard input); the current folder by default.

    Exits with 1 if there are findings, with 2 if a file could not be analysed.

    \b
    Example:
      mlsmells check src notebooks --output-format full
    """
    paths, wish, spread = paths or (Path("."),), taken(options), spreading(options)
    on_disk = [path for path in paths if str(path) != "-"]
    config = settings([*on_disk, Path(stdin_filename)] if stdin_filename else on_disk, options)
    on_disk = named(on_disk, config, options)
    if show_files:
        found = discover(on_disk, exclude=config.exclude, root=config.root)
        return emit("".join(f"{escape(from_here(displayed(path, config.root), config.root))}\n" for path in found))
    if show_settings:
        return emit(_settings_text(paths, config))
    if watch:
        from mlsmells.cli._watch import watch as watch_files

        return watch_files(paths, config)
    added = wish.added(config.root)
    stdin = _read_stdin(stdin_filename, config) if Path("-") in paths else None
    with told("checking", quiet=quiet) as progress, spread as means:
        run = check_paths(on_disk, config, stdin=stdin, progress=progress, **means)
    gone = count_stale(run, config, whole=is_whole(on_disk, config)) if added is None else 0
    run = _asked(run, config, output_format, added)
    if wish.add_noqa is not None:
        from mlsmells.cli._noqa import silence

        sys.exit(silence(shown(run, config).fresh(), config, wish.add_noqa, quiet=quiet))
    code = exit_code(run, config, exit_zero=exit_zero)
    given = {stdin[0]: source_from_bytes(stdin[1], stdin[0])} if stdin else {}
    run = _listed(run, config, output_format, given)
    color = wants_color(no_color=no_color, to_file=output_file is not None)
    practices, called = partial(practices_of, config=config), partial(from_here, root=config.root)
    emit(render(output_format, run, practices, color=color, called=called, root=config.root), output_file)
    run = run.fresh()
    if statistics:
        note_statistics(run, config)
    if not quiet:
        if os.environ.get("GITHUB_STEP_SUMMARY"):
            from mlsmells.cli._job_summary import add_to_job_summary

            add_to_job_summary(run, practices, called, output_format)
        note_summary(run, config, gone)
    sys.exit(code)


def _asked(run: ProjectResult, config: Config, output_format: str, added: Added | None) -> ProjectResult:
    """What a change adds, or all; what comments silence, where the format tells it."""
    if asks(output_format, "MARKS_SILENCED"):
        from mlsmells.engine.silenced import with_silenced

        run = with_silenced(run, config)
    return run if added is None else added.only(run)


def _listed(run: ProjectResult, config: Config, output_format: str, given: Mapping[str, Source]) -> ProjectResult:
    """What the format lists, with what it tells of fixes."""
    run = shown(run, config) if asks(output_format, "MARKS_ACCEPTED") else shown(run, config).fresh()
    run = without_refused(run, config, given)
    return with_edits(run, config, given) if asks(output_format, "WITH_EDITS") else run


def _read_stdin(name: str | None, config: Config) -> tuple[str, bytes]:
    return displayed(Path(name), config.root) if name else "-", sys.stdin.buffer.read()


def _settings_text(paths: tuple[Path, ...], config: Config) -> str:
    if len(paths) != 1:
        raise Refused("--show-settings takes one path")
    here = config.for_path(displayed(paths[0], config.root))
    rows = here.settings()
    width = max(len(row.key) for row in rows)
    return "".join(f"{row.key:<{width}}  {row.value!s}  ({row.origin})\n" for row in rows)
