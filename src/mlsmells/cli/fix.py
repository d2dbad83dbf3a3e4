"""``mlsmells fix``: apply the fixes of findings."""

from __future__ import annotations

import os
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli import Refused, _fix_report
from mlsmells.cli._asking import Answers
from mlsmells.cli._fixable import without_refused
from mlsmells.cli._fixing import Outcome, Wish, fix_file, fixes_of, told
from mlsmells.cli._options import PATHS, Choice, named, settings, with_settings
from mlsmells.cli._output import counted, emit, exit_code, note, shown, wants_color
from mlsmells.engine.git import uncommitted
from mlsmells.engine.paths import from_here
from mlsmells.engine.practices import practices_of
from mlsmells.engine.project import displayed, run_of, settled
from mlsmells.report import escape, render
from mlsmells.sources import discover, source_from_bytes, source_from_text

if TYPE_CHECKING:
    from mlsmells.engine.project import ProjectResult

DIRTY = "it had uncommitted changes; `git diff` shows them and the fixes together"


@click.command(name="fix")
@click.argument("paths", nargs=-1, type=PATHS)
@with_settings
@click.option("--unsafe-fixes", is_flag=True, help="Also apply fixes that can change what a program computes.")
@click.option("--diff", "only_diff", is_flag=True, help="Write nothing, print what would change.")
@click.option("--interactive", "-i", is_flag=True, help="Ask before each fix.")
@click.option("--show-fixes", is_flag=True, help="Count what was fixed by rule.")
@click.option("--allow-dirty", is_flag=True, help="No warning for files with changes that git has not got yet.")
@click.option("--fix-only", is_flag=True, help="Do not report what is left; exit with 1 when a file was changed.")
@click.option(
    "--output-format",
    type=Choice(("concise", "json")),
    default="concise",
    help="How it is told: what is left, or what was fixed and refused with the edits.",
)
@click.option("--stdin-filename", metavar="NAME", help="What `-` is called; .ipynb makes it a notebook.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but failures.")
@click.option("--no-color", is_flag=True, help="No colours, whatever the terminal.")
def command(
    paths: tuple[Path, ...],
    *,
    unsafe_fixes: bool,
    only_diff: bool,
    interactive: bool,
    show_fixes: bool,
    allow_dirty: bool,
    fix_only: bool,
    output_format: str,
    stdin_filename: str | None,
    quiet: bool,
    no_color: bool,
    **options: Any,
) -> None:
    """Apply the safe fixes to files and folders, the current folder by default, or to `-` (standard input).

    Prints the findings that are left and exits with 1 if there are any; with --diff, if something
    would change.

    \b
    Example:
      mlsmells fix src --diff --unsafe-fixes
    """
    paths = paths or (Path("."),)
    from_stdin = Path("-") in paths
    if from_stdin and (len(paths) > 1 or interactive):
        raise Refused("`-` stands alone, and without --interactive")
    config = settings([Path(stdin_filename)] if from_stdin and stdin_filename else paths, options)
    as_data = output_format == "json"
    wish = Wish(config, unsafe_fixes, only_diff, Answers(config) if interactive else None, quiet, as_data)
    if from_stdin:
        return _fix_stdin(wish, stdin_filename)
    files = discover(named(paths, config, options), exclude=config.exclude, root=config.root)
    dirty = set() if allow_dirty or only_diff or quiet else uncommitted(config.root)
    outcomes = [fix_file(path, wish) for path in files]
    run = settled(run_of([outcome.left for outcome in outcomes]), config.root).fresh()
    changed = sum(outcome.changed for outcome in outcomes)
    code = exit_code(run, config)
    run = shown(run, config)
    if as_data:
        emit(_fix_report.render(outcomes, only_diff=only_diff))
    elif not only_diff and not fix_only:
        run = without_refused(run, config, {})
        color, called = wants_color(no_color=no_color), partial(from_here, root=config.root)
        emit(render("concise", run, partial(practices_of, config=config), color=color, called=called))
    if not quiet:
        for path, outcome in zip(files, outcomes, strict=True):
            if outcome.changed and Path(os.path.realpath(path)) in dirty:
                note(escape(f"{from_here(path.as_posix(), config.root)}: {DIRTY}"))
        for rule, count in sorted(_by_rule(outcomes).items()) if show_fixes else ():
            note(f"{count:>6}  {rule}")
        note(_summary(outcomes, run, only_diff=only_diff, unsafe_fixes=unsafe_fixes))
    if code == 2 or any(outcome.failed for outcome in outcomes):
        sys.exit(2)
    sys.exit(min(changed, 1) if only_diff or fix_only else code)


def _fix_stdin(wish: Wish, name: str | None) -> None:
    """The fixed text goes to standard output, what is left to standard error."""
    from mlsmells.fix import encoded

    source = source_from_bytes(sys.stdin.buffer.read(), displayed(Path(name), wish.config.root) if name else "-")
    result = fixes_of(source, wish)
    outcome = told(source, result, wish)
    run = settled(run_of([outcome.left]), wish.config.root).fresh()
    text = source.text if result.text is None else result.text
    if wish.as_data:
        emit(_fix_report.render([outcome], only_diff=wish.only_diff))
    elif not wish.only_diff:
        sys.stdout.buffer.write(encoded(source, text))
        sys.stdout.buffer.flush()
    if not wish.quiet and not wish.only_diff:
        left = without_refused(shown(run, wish.config), wish.config, {source.path: source_from_text(text, source.path)})
        note(render("concise", left, partial(practices_of, config=wish.config)), end="")
    sys.exit(min(outcome.changed, 1) if wish.only_diff else exit_code(run, wish.config))


def _by_rule(outcomes: list[Outcome]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(outcome.fixed)
    return counts


def _summary(outcomes: list[Outcome], run: ProjectResult, *, only_diff: bool, unsafe_fixes: bool) -> str:
    fixed, refused = _by_rule(outcomes).total(), sum(outcome.refused for outcome in outcomes)
    changed = counted(sum(outcome.changed for outcome in outcomes), "file")
    parts = [f"{fixed} {'would be fixed' if only_diff else 'fixed'} in {changed}"]
    if refused:
        parts.append(f"{refused} refused")
    fixes = [at.finding.fix for found in run.findings for at in found.places or (found,)]
    more = sum(fix is not None and not fix.safe and not fix.refusal for fix in fixes)
    if more and not unsafe_fixes:
        parts.append(f"up to {more} more with --unsafe-fixes")
    if run.hidden:
        parts.append(f"{counted(run.hidden, 'note')}: --show-notes")
    return "; ".join([*parts, f"{counted(len(run.findings), 'finding')} left"])
