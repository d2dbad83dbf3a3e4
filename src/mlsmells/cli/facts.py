"""``mlsmells facts``: what the interpreter saw in a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mlsmells.cli._options import common_folder, named
from mlsmells.cli._output import emit, note
from mlsmells.config import load_config
from mlsmells.engine.project import displayed
from mlsmells.engine.settings import validate_knowledge
from mlsmells.report import escape


@click.command(name="facts")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Print the values, row sets and events that the rules get to see of FILE.

    \b
    Example:
      mlsmells facts train.py
    """
    from mlsmells import facts
    from mlsmells.facts.record import dump
    from mlsmells.sources import ProjectModules, read_source

    config = load_config(common_folder([file]))
    named([file], config, {})
    validate_knowledge(config)
    source = read_source(file, display=displayed(file, config.root))
    for problem in source.problems:
        cell = f"cell {problem.cell}:" if problem.cell else ""
        note(escape(f"{source.path}:{cell}{problem.line}: {problem.message}"))
    if source.tree is not None:
        seen = facts.build(source, config.knowledge, ProjectModules(config.root))
        emit("".join(f"{escape(line)}\n" for line in dump.lines(seen)))
    sys.exit(2 if source.problems else 0)
