"""``mlsmells design``: begin a design document, and lint design documents alone."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from mlsmells.cli import Group, Refused
from mlsmells.cli._options import PATHS
from mlsmells.cli._output import counted, emit, exit_code, note, wants_color
from mlsmells.config import load_config
from mlsmells.engine.paths import from_here
from mlsmells.engine.practices import practices_of
from mlsmells.report import render

DEFAULT = Path("docs/design.md")


@click.group(name="design", cls=Group)
def command() -> None:
    """Begin a design document for a machine-learning project, or lint those there are.

    \b
    Example:
      mlsmells design new --title "Churn of new accounts"
    """


@command.command(name="new")
@click.argument("path", type=click.Path(path_type=Path), default=DEFAULT)
@click.option("--title", default="", help="What the project is called; the folder's name by default.")
@click.option("--one-pager", is_flag=True, help="The problem, the metric, the baseline and the plan alone.")
def new(path: Path, title: str, one_pager: bool) -> None:
    """Write the template of a design document, with a bad, a fair and a good example of a metric goal.

    An existing file is left alone.

    \b
    Example:
      mlsmells design new docs/design.md --title "Churn of new accounts"
    """
    from mlsmells.knowledge.design_template import template

    if path.exists():
        raise Refused(f"{path} exists already; name another file")
    if path.suffix.lower() not in (".md", ".markdown"):
        raise Refused(f"the template is Markdown: call the file {path.with_suffix('.md')}")
    text = template(title=title or Path.cwd().name, one_pager=one_pager)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}") from error
    note(f"{path} written; `mlsmells design check {path}` tells what is still to be filled in")


@command.command(name="check")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--show-notes", is_flag=True, help="List notes as well.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def check(paths: tuple[Path, ...], show_notes: bool, quiet: bool) -> None:
    """Lint design documents: those of the project, or those of the given files that are one.

    Exits with 1 if there are findings. Other Markdown and RST files are passed over.

    \b
    Example:
      mlsmells design check docs/design.md
    """
    from mlsmells.engine.designs import check_designs

    config = load_config(paths[0] if paths else Path.cwd())
    config = config.with_options({"show_notes": True}) if show_notes else config
    found = check_designs(paths, config)
    run = found.run.fresh()
    code = exit_code(run, config)
    practices, called = partial(practices_of, config=config), partial(from_here, root=config.root)
    run = run if config.show_notes else run.quiet()
    emit(render("concise", run, practices, color=wants_color(), called=called, root=config.root))
    for path in found.unread:
        note(f"{path}: not read: reStructuredText needs docutils; pip install 'mlsmells[documents]'")
    if not quiet:
        notes = f", {counted(run.notes, 'note')} (--show-notes lists them)" if run.hidden else ""
        note(f"{counted(len(found.documents), 'design document')}, {counted(len(run.findings), 'finding')}{notes}")
    sys.exit(code)
