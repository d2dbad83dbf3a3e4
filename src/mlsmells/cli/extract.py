"""``mlsmells extract``: functions and classes of a notebook become a module that it imports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli import Refused
from mlsmells.cli._options import settings, with_settings
from mlsmells.cli._output import counted, emit, note
from mlsmells.engine.paths import from_here
from mlsmells.engine.project import displayed
from mlsmells.report import escape
from mlsmells.sources import read_source

if TYPE_CHECKING:
    from mlsmells.fix.extraction import Extraction
    from mlsmells.sources import Source


@click.command(name="extract")
@click.argument("notebook", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_settings
@click.option("--module", metavar="NAME", help="What the module beside the notebook is called.")
@click.option("--diff", "only_diff", is_flag=True, help="Write nothing, print what would change.")
@click.option("--dry-run", is_flag=True, help="Write nothing, only say what would move and what stays.")
@click.option("--no-tests", is_flag=True, help="No skeleton of tests.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but failures.")
def command(
    notebook: Path,
    *,
    module: str | None,
    only_diff: bool,
    dry_run: bool,
    no_tests: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Move the functions and classes of NOTEBOOK that stand on their own into a module beside it.

    The notebook imports them where they were defined; what uses variables of the notebook, or is defined
    several times, stays, and the reason is told. Exits with 1 if --diff or --dry-run found something to move.

    \b
    Example:
      mlsmells extract notebooks/train.ipynb --diff
    """
    from mlsmells.fix.extraction import extraction, hides_another, module_name

    config = settings((notebook,), options)
    source = read_source(notebook, display=displayed(notebook, config.root))
    if not source.is_notebook or source.tree is None:
        raise Refused(escape(f"{notebook} is not a notebook that can be read"))
    name = module or module_name(notebook.stem, source)
    if not name.isidentifier():
        raise Refused(escape(f"{name} is no name for a module"))
    result = extraction(source, name)
    if not quiet:
        _tell(result, name, would=only_diff or dry_run)
    if not result.moved:
        return
    paths = _paths(notebook, name, with_tests=not no_tests)
    if hides_another(name, source):
        raise Refused(escape(f"{name} hides another module that the notebook may import"))
    if only_diff:
        _show(source, result, paths, config.root)
    if only_diff or dry_run:
        sys.exit(1)
    _write(notebook, source, result, paths, config.root)


def _tell(result: Extraction, module: str, *, would: bool) -> None:
    for each in result.stays:
        note(escape(f"cell {each.cell}: {each.name} stays: {each.why}"))
    for each in result.moved:
        note(escape(f"cell {each.cell}: {each.name} {'would move' if would else 'moves'} to {module}.py"))
    if not result.moved:
        note(f"nothing moves; {counted(len(result.stays), 'definition')} in the notebook")


def _paths(notebook: Path, name: str, *, with_tests: bool) -> list[Path]:
    """The files that are made. Raises Refused where the module is there already."""
    module = notebook.with_name(f"{name}.py")
    for path in (module, notebook.with_name(name)):
        if path.exists():
            raise Refused(escape(f"{path} is there already; choose another name with --module"))
    tests = notebook.with_name(f"test_{name}.py")
    return [module, tests] if with_tests and not tests.exists() else [module]


def _texts(result: Extraction, paths: list[Path]) -> dict[Path, str]:
    return dict(zip(paths, (result.module, result.tests), strict=False))


def _show(source: Source, result: Extraction, paths: list[Path], root: Path) -> None:
    from mlsmells.fix import diff

    for path, text in _texts(result, paths).items():
        emit(diff(displayed(path, root), "", text))
    emit(diff(source.path, source.text, result.notebook))


def _write(notebook: Path, source: Source, result: Extraction, paths: list[Path], root: Path) -> None:
    """The new files first: at no moment does the notebook import what is not there."""
    from mlsmells.fix import write

    made: list[Path] = []
    try:
        for path, text in _texts(result, paths).items():
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
        write(notebook, source, result.notebook, root=root if notebook.resolve().is_relative_to(root) else None)
    except (OSError, UnicodeEncodeError) as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise Refused(escape(f"{from_here(source.path, root)}: not written: {error}")) from error
