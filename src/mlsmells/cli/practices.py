"""``mlsmells practices``: the table of practices, and the check of the map."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from mlsmells.cli._options import Choice
from mlsmells.cli._output import emit, note, width, wrapped_table
from mlsmells.config import Practice, load_config
from mlsmells.engine.practices import practice_map, practices_of
from mlsmells.engine.registry import all_rules


@click.command(name="practices")
@click.option("--output-format", type=Choice(["text", "json"]), default="text", help="How to write it.")
@click.option("--check", is_flag=True, help="Fail on an unmapped rule or a practice without rules and reason.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file.")
def command(output_format: str, check: bool, config_file: Path | None) -> None:
    """List the practices and the rules that check them.

    \b
    Example:
      mlsmells practices --check
    """
    config = load_config(Path.cwd(), explicit=config_file)
    practices = practice_map(config)
    if check:
        problems = practices.check(all_rules())
        for problem in problems:
            note(problem)
        sys.exit(1 if problems else 0)
    serving: dict[str, list[str]] = {practice.id: [] for practice in practices}
    for rule in all_rules():
        for practice in practices_of(rule.code, config):
            serving[practice.id].append(rule.code)
    if output_format == "json":
        return emit(json.dumps([_plain(practice, serving) for practice in practices], indent=2) + "\n")
    rows = [(practice.id, practice.title, _rules(practice, serving)) for practice in practices]
    emit(wrapped_table([("practice", "title", "rules"), *rows], width()))


def _rules(practice: Practice, serving: dict[str, list[str]]) -> str:
    return " ".join(serving[practice.id]) or f"({practice.not_checkable or practice.status})"


def _plain(practice: Practice, serving: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "id": practice.id,
        "title": practice.title,
        "says": practice.says,
        "status": practice.status,
        "rules": serving[practice.id],
        "planned": list(practice.planned),
        "not_checkable": practice.not_checkable,
        "from": [{"document": source.title, "section": source.section} for source in practice.sources],
    }
