"""``mlsmells init``: the settings, hooks and jobs that fit what the project uses already."""

from __future__ import annotations

from pathlib import Path

import click

from mlsmells.cli import Refused
from mlsmells.cli._options import Choice
from mlsmells.cli._output import counted, emit, note
from mlsmells.engine.paths import from_here
from mlsmells.report import escape
from mlsmells.setup import WISHES


@click.command(name="init")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--dry-run", is_flag=True, help="Write nothing, print what would change as a diff.")
@click.option("--add", multiple=True, type=Choice(WISHES), help="Set this up although the project has none of it yet.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but what is left to do by hand.")
def command(path: Path, *, dry_run: bool, add: tuple[str, ...], quiet: bool) -> None:
    """Set up mlsmells for the project PATH: settings, and entries where pre-commit, flake8, ruff or CI are used.

    Adds to files and keeps their comments and form. A second run changes nothing.

    \b
    Example:
      mlsmells init --dry-run
    """
    from mlsmells.fix.diffs import diff
    from mlsmells.setup.change import Change, Left
    from mlsmells.setup.plan import plan
    from mlsmells.setup.seen import look
    from mlsmells.setup.writing import write

    if not path.is_dir():
        raise Refused(escape(f"{path} is not a folder"))
    root = path.resolve()
    seen = look(root)
    steps = plan(seen, add)
    if not quiet:
        note(escape(f"Seen: {', '.join(seen.words()) or 'nothing that would need an entry'}"))
    changes = [step for step in steps if isinstance(step, Change)]
    for change in changes:
        if dry_run:
            emit(escape_lines(diff(change.path, change.before, change.after)))
        else:
            write(root, change)
        if not quiet:
            note(escape(f"{'would write' if dry_run else 'wrote'} {from_here(change.path, root)}: {change.what}"))
    for left in (step for step in steps if isinstance(step, Left)):
        note(escape(f"{from_here(left.path, root)} is left alone ({left.why}); put this in yourself:"))
        note("".join(f"    {line}\n" for line in left.paste.splitlines()), end="")
    if not quiet:
        note(_next(len(changes), dry_run=dry_run))


def escape_lines(text: str) -> str:
    """Control characters of file names and texts are shown, not sent to the terminal."""
    return "".join(f"{escape(line)}\n" for line in text.split("\n")[:-1])


def _next(number: int, *, dry_run: bool) -> str:
    if not number:
        return "Nothing to do: everything is set up."
    done = f"{counted(number, 'file')} {'would change' if dry_run else 'changed'}"
    return done if dry_run else f"{done}. Next: `mlsmells check`."
