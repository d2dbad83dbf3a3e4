"""``mlsmells accept``: today's findings are taken as they are, so that only new ones fail."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._options import PATHS, named, settings, with_settings
from mlsmells.cli._output import counted, emit, lists_notes, note, shown
from mlsmells.cli._progress import told
from mlsmells.config.load import ACCEPTED_NAME
from mlsmells.core import Severity
from mlsmells.engine.accepted import Key, accepted_of, key_of, text_of
from mlsmells.engine.paths import from_here
from mlsmells.engine.project import ProjectResult, check_paths, is_whole
from mlsmells.engine.registry import NOT_ANALYSED, by_code
from mlsmells.engine.stale import leaves, stale
from mlsmells.report import escape
from mlsmells.sources import discover

if TYPE_CHECKING:
    from mlsmells.config import Config


@click.command(name="accept")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@click.option("--prune", is_flag=True, help="Accept nothing more: remove the entries that have no finding any more.")
@click.option("--status", is_flag=True, help="Write nothing: tell what is accepted, what is stale and what is new.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Number of processes; chosen if not given.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs (.mlsmells_cache).")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but failures.")
def command(
    paths: tuple[Path, ...],
    *,
    prune: bool,
    status: bool,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Record the findings of files and folders, the current folder by default, in mlsmells-accepted.json.

    `check` and flake8 leave out what is recorded: only what is new fails. Commit the file. It names no lines, so
    it stays true when code moves; a file that git knows to be renamed is followed.

    \b
    Example:
      mlsmells accept
    """
    if prune and status:
        raise Refused("--prune and --status exclude each other")
    paths = paths or (Path("."),)
    if Path("-") in paths:
        raise Refused("`-` has no place to be accepted at")
    config = settings(paths, options)
    on_disk = named(paths, config, options)
    whole = is_whole(on_disk, config)
    with told("checking", quiet=quiet) as progress:
        runs = [check_paths(on_disk, config, jobs=jobs, cached=not no_cache, progress=progress)]
    if whole:  # flake8 and the hooks see file by file, which some rules judge differently
        files = discover(on_disk, exclude=config.exclude, root=config.root)
        runs.append(check_paths(files, config, jobs=jobs, cached=not no_cache))
    accepted = accepted_of(config.root)
    gone = stale(accepted, runs, config, whole=whole, faces=len(runs))
    today = _acceptable(runs, config)
    entries = accepted.current
    if status:
        emit("".join(f"{line}\n" for line in _status(entries, gone, today, config)))
    else:
        kept = entries.difference(gone) if prune else entries | today
        _write(config.root / ACCEPTED_NAME, kept, accepted.entries)
        if not quiet:
            note(_pruned(config, kept, gone) if prune else _summary(config, runs[0], len(kept - entries), kept, gone))
            for key in () if prune else gone:
                note(escape(f"stale: {_named(key, config)}"))
    sys.exit(_told_errors(runs[0]))


def _acceptable(runs: list[ProjectResult], config: Config) -> frozenset[Key]:
    """The findings that would be reported; what lies outside the project has no name that others share."""
    least = Severity.INFO if lists_notes(config) else Severity.WARNING
    return frozenset(
        key_of(at)
        for at in leaves(runs)
        if at.finding.severity >= least and at.finding.code != NOT_ANALYSED and not Path(at.path).is_absolute()
    )


def _write(path: Path, kept: frozenset[Key], before: frozenset[Key]) -> None:
    if kept != before:
        emit(text_of(kept), path)


def _pruned(config: Config, kept: frozenset[Key], gone: list[Key]) -> str:
    return f"{_stale_entries(gone)} removed from {_where(config)}, {len(kept)} left"


def _summary(config: Config, run: ProjectResult, new: int, kept: frozenset[Key], gone: list[Key]) -> str:
    """Findings as `check` has just counted them; of the file its entries, which are one a place."""
    findings = len(shown(run.fresh(), config).findings)
    parts = [f"{counted(findings, 'finding')} accepted" if new else "Nothing new to accept"]
    parts.append(f"{_where(config)} has {counted(len(kept), 'entry', 'entries')}, one a place, {new} of them new")
    if gone:
        parts.append(f"{_stale_entries(gone)}: `mlsmells accept --prune`")
    return "; ".join(parts)


def _where(config: Config) -> str:
    return escape(from_here(ACCEPTED_NAME, config.root))


def _stale_entries(gone: list[Key]) -> str:
    return counted(len(gone), "stale entry", "stale entries")


def _status(entries: frozenset[Key], gone: list[Key], today: frozenset[Key], config: Config) -> list[str]:
    there = entries.difference(gone)
    rows = Counter(key.code for key in there)
    new = Counter(key.code for key in today - entries)
    old = Counter(key.code for key in gone)
    codes = sorted({*rows, *new, *old})
    lines = ["accepted  stale  new  rule", *(f"{rows[c]:>8}{old[c]:>7}{new[c]:>5}  {_rule(c)}" for c in codes)]
    return [
        *(lines if codes else ()),
        *(escape(f"stale: {_named(key, config)}") for key in gone),
        f"places: {len(there)} accepted, {len(gone)} stale, {new.total()} new",
    ]


def _rule(code: str) -> str:
    return f"{code} {by_code()[code].name}" if code in by_code() else code


def _named(key: Key, config: Config) -> str:
    why = "is not there any more" if (config.root / key.path).exists() else "the file is gone"
    return f"{from_here(key.path, config.root)}: {_rule(key.code)} ({why})"


def _told_errors(run: ProjectResult) -> int:
    for at in run.errors:
        note(escape(f"{at.path}:{at.physical_line}: {at.finding.code} {at.finding.message}"))
    return 2 if run.errors else 0
