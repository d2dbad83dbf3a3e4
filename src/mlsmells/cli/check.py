"""``mlsmells check``: analyse files and folders."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._fixable import with_edits, without_refused
from mlsmells.cli._options import PATHS, Choice, named, settings, with_settings
from mlsmells.cli._output import counted, emit, exit_code, note, shown, wants_color
from mlsmells.cli._progress import told
from mlsmells.config import Config
from mlsmells.config.profiles import RECOGNISED
from mlsmells.engine.paths import from_here
from mlsmells.engine.practices import practices_of
from mlsmells.engine.project import ProjectResult, check_paths, displayed
from mlsmells.report import escape, formats, render
from mlsmells.sources import discover, source_from_bytes


@click.command(name="check")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@click.option("--output-format", type=Choice(formats()), default="concise", help="How findings are written.")
@click.option("--output-file", type=click.Path(path_type=Path), help="Write findings to this file.")
@click.option("--stdin-filename", metavar="NAME", help="What `-` is called; .ipynb makes it a notebook.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Number of processes; chosen if not given.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs (.mlsmells_cache).")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule, on standard error.")
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
    jobs: int | None,
    no_cache: bool,
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
    paths = paths or (Path("."),)
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
    stdin = _read_stdin(stdin_filename, config) if Path("-") in paths else None
    with told("checking", quiet=quiet) as progress:
        run = check_paths(on_disk, config, jobs=jobs, stdin=stdin, cached=not no_cache, progress=progress)
    code = exit_code(run, config, exit_zero=exit_zero)
    given = {stdin[0]: source_from_bytes(stdin[1], stdin[0])} if stdin else {}
    run = without_refused(shown(run, config), config, given)
    if output_format == "json":
        run = with_edits(run, config, given)
    color = wants_color(no_color=no_color, to_file=output_file is not None)
    practices, called = partial(practices_of, config=config), partial(from_here, root=config.root)
    emit(render(output_format, run, practices, color=color, called=called), output_file)
    if statistics:
        _note_statistics(run)
    if not quiet:
        note(_summary(run, config))
        if config.origins["profile"].startswith(RECOGNISED):
            note(_on_course(config))
    sys.exit(code)


def _on_course(config: Config) -> str:
    return (
        f"This project teaches ({config.origins['profile'].removeprefix(RECOGNISED)}): how it is kept is only noted; "
        "name a profile (`--profile project`) to judge it like any other"
    )


def _read_stdin(name: str | None, config: Config) -> tuple[str, bytes]:
    return displayed(Path(name), config.root) if name else "-", sys.stdin.buffer.read()


def _settings_text(paths: tuple[Path, ...], config: Config) -> str:
    if len(paths) != 1:
        raise Refused("--show-settings takes one path")
    here = config.for_path(displayed(paths[0], config.root))
    rows = here.settings()
    width = max(len(row.key) for row in rows)
    return "".join(f"{row.key:<{width}}  {row.value!s}  ({row.origin})\n" for row in rows)


def _note_statistics(run: ProjectResult) -> None:
    counts = Counter((at.finding.code, at.finding.name) for at in (*run.findings, *run.errors))
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        note(f"{count:>6}  {code}  {name}")


def _summary(run: ProjectResult, config: Config) -> str:
    found = counted(len(run.findings), "finding") if run.findings else "No findings"
    parts = [f"{found} in {counted(len(run.files), 'file')}"]
    if run.hidden:
        parts.append(f"{counted(run.hidden, 'note')}: --show-notes")
    if run.broken:
        parts.append(f"{counted(len(run.broken), 'file')} not fully analysed")
    if run.without:
        root = escape(from_here(".", config.root))
        parts.append(f"{counted(len(run.without), 'rule')} for whole projects not run: `mlsmells check {root}`")
    places = [each for at in run.findings for each in at.places or (at,)]  # each is fixed by itself
    fixes = [at.finding.fix for at in places if at.finding.fix and not at.finding.fix.refusal]
    safe = sum(fix.safe for fix in fixes)
    if safe:
        parts.append(f"{safe} fixable with `mlsmells fix`")
    if len(fixes) > safe:
        parts.append(f"up to {len(fixes) - safe} fixable with `mlsmells fix --unsafe-fixes`")
    return "; ".join(parts)
