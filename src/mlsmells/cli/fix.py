"""``mlsmells fix``: apply the fixes of findings."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli._fixable import without_refused
from mlsmells.cli._fixing import Outcome, Wish, fix_file
from mlsmells.cli._options import PATHS, settings, with_settings
from mlsmells.cli._output import counted, emit, exit_code, note, shown, wants_color
from mlsmells.engine.paths import from_here
from mlsmells.engine.practices import practices_of
from mlsmells.engine.project import run_of
from mlsmells.report import render
from mlsmells.sources import discover

if TYPE_CHECKING:
    from mlsmells.engine.project import ProjectResult


@click.command(name="fix")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@click.option("--unsafe-fixes", is_flag=True, help="Also apply fixes that can change what a program computes.")
@click.option("--diff", "only_diff", is_flag=True, help="Write nothing, print what would change.")
@click.option("--interactive", "-i", is_flag=True, help="Ask before each fix.")
@click.option("--fix-only", is_flag=True, help="Do not report what is left; exit with 1 when a file was changed.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but failures.")
@click.option("--no-color", is_flag=True, help="No colours, whatever the terminal.")
def command(
    paths: tuple[Path, ...],
    *,
    unsafe_fixes: bool,
    only_diff: bool,
    interactive: bool,
    fix_only: bool,
    quiet: bool,
    no_color: bool,
    **options: Any,
) -> None:
    """Apply the safe fixes to files and folders; the current folder by default.

    Prints the findings that are left and exits with 1 if there are any; with --diff, if something
    would change.

    \b
    Example:
      mlsmells fix src --diff --unsafe-fixes
    """
    paths = paths or (Path("."),)
    config = settings(paths, options)
    files = discover(paths, exclude=config.exclude, root=config.root)
    wish = Wish(config, unsafe_fixes, only_diff, interactive, quiet)
    outcomes = [fix_file(path, wish) for path in files]
    run = run_of([outcome.left for outcome in outcomes])
    changed = sum(outcome.changed for outcome in outcomes)
    code = exit_code(run, config)
    run = shown(run, config)
    if not only_diff and not fix_only:
        run = without_refused(run, config, {})
        color, called = wants_color(no_color=no_color), partial(from_here, root=config.root)
        emit(render("concise", run, partial(practices_of, config=config), color=color, called=called))
    if not quiet:
        note(_summary(outcomes, run, only_diff=only_diff))
    if code == 2 or any(outcome.failed for outcome in outcomes):
        sys.exit(2)
    sys.exit(min(changed, 1) if only_diff or fix_only else code)


def _summary(outcomes: list[Outcome], run: ProjectResult, *, only_diff: bool) -> str:
    fixed, refused = sum(outcome.fixed for outcome in outcomes), sum(outcome.refused for outcome in outcomes)
    changed = counted(sum(outcome.changed for outcome in outcomes), "file")
    parts = [f"{fixed} {'would be fixed' if only_diff else 'fixed'} in {changed}"]
    if refused:
        parts.append(f"{refused} refused")
    if run.hidden:
        parts.append(f"{counted(run.hidden, 'note')}: --show-notes")
    return "; ".join([*parts, f"{counted(len(run.findings), 'finding')} left"])
