"""``mlsmells fix``: apply the fixes of findings."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mlsmells.cli._options import PATHS, settings, with_settings
from mlsmells.cli._output import counted, emit, exit_code, note, wants_color
from mlsmells.config import Config
from mlsmells.core import Finding
from mlsmells.engine.check import check_source
from mlsmells.engine.located import locate
from mlsmells.engine.practices import practices_of
from mlsmells.engine.project import Checked, check_one, displayed, run_of
from mlsmells.report import escape, render
from mlsmells.report.concise import header
from mlsmells.sources import Source, discover, read_source, source_from_text

if TYPE_CHECKING:
    from mlsmells.fix import FixResult


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
    wish = _Wish(config, unsafe_fixes, only_diff, interactive, quiet)
    outcomes = [_fix_file(path, wish) for path in files]
    run = run_of([outcome.left for outcome in outcomes])
    changed = sum(outcome.changed for outcome in outcomes)
    if not only_diff and not fix_only:
        color = wants_color(no_color=no_color)
        emit(render("concise", run, partial(practices_of, config=config), color=color))
    if not quiet:
        verb = "would change" if only_diff else "changed"
        note(f"{counted(changed, 'file')} {verb}, {counted(len(run.findings), 'finding')} left")
    code = exit_code(run, config)
    if code == 2 or any(outcome.failed for outcome in outcomes):
        sys.exit(2)
    sys.exit(min(changed, 1) if only_diff or fix_only else code)


class _Wish(NamedTuple):
    config: Config
    unsafe: bool
    only_diff: bool
    interactive: bool
    quiet: bool


class _Outcome(NamedTuple):
    """What became of a file. ``left`` are the findings of the file as it is now."""

    left: Checked
    changed: bool = False
    failed: bool = False


def _fix_file(path: Path, wish: _Wish) -> _Outcome:
    from mlsmells.fix import diff, fix_source  # libcst is loaded by those who fix

    source = read_source(path, display=displayed(path, wish.config.root))
    result = fix_source(
        source,
        partial(_findings, config=wish.config),
        unsafe=wish.unsafe,
        seed=wish.config.for_path(source.path).seed,
        select=partial(_ask, source) if wish.interactive else None,
    )
    if not wish.quiet:
        _note_result(source, result, done="would fix" if wish.only_diff else "fixed")
    if result.text is None:
        return _Outcome(check_one(source, wish.config))
    if wish.only_diff:
        emit(diff(source.path, source.text, result.text))
    elif not _write(path, source, result.text):
        return _Outcome(check_one(source, wish.config), failed=True)
    return _Outcome(check_one(source_from_text(result.text, source.path), wish.config), changed=True)


def _findings(source: Source, config: Config) -> list[Finding]:
    return list(check_source(source, config).findings)


def _ask(source: Source, finding: Finding) -> bool:
    (at,) = locate([finding], source)
    note(header(at, lambda code: ()))
    text = finding.fix.description if finding.fix else ""
    return click.confirm(escape(text), default=False, err=True)


def _note_result(source: Source, result: FixResult, *, done: str) -> None:
    # No lines: they are those of the round that tried the fix.
    for finding in result.applied:
        text = finding.fix.description if finding.fix else ""
        note(escape(f"{source.path}: {done} {finding.code}: {text}"))
    for finding, reason in result.skipped:
        note(escape(f"{source.path}: {finding.code} not fixed: {reason}"))


def _write(path: Path, source: Source, text: str) -> bool:
    from mlsmells.fix import write

    try:
        write(path, source, text)
    except (OSError, UnicodeEncodeError) as error:
        note(escape(f"{source.path}: not written: {error}"))
        return False
    return True
