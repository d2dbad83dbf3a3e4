"""``mlsmells practices``: how the project at hand stands, the map behind it, and the check of the map."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlsmells.cli._options import Choice
from mlsmells.cli._output import counted, emit, note, width, wrapped_table
from mlsmells.cli._progress import told
from mlsmells.config import Practice, load_config
from mlsmells.engine.practices import practice_map, practices_of
from mlsmells.engine.registry import all_rules
from mlsmells.report import escape

if TYPE_CHECKING:
    from mlsmells.config import Config, PracticeMap
    from mlsmells.scorecard import PracticeState


@click.command(name="practices")
@click.option("--output-format", type=Choice(["text", "json"]), default="text", help="How to write it.")
@click.option("--map", "as_map", is_flag=True, help="Look at no project: list the practices and their rules.")
@click.option("--check", is_flag=True, help="Fail on an unmapped rule or a practice without rules and reason.")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Number of processes; chosen if not given.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs (.mlsmells_cache).")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def command(
    output_format: str,
    *,
    as_map: bool,
    check: bool,
    config_file: Path | None,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Show which practices the project keeps and breaks, with the place that proves it.

    Looks at the whole project that the current folder belongs to. Findings do not change the exit code.

    \b
    Example:
      mlsmells practices
    """
    config = load_config(Path.cwd(), explicit=config_file)
    practices = practice_map(config)
    if check:
        problems = practices.check(all_rules())
        for problem in problems:
            note(problem)
        sys.exit(1 if problems else 0)
    if as_map:
        return emit(_map(practices, config, output_format))
    found = _states(config, jobs=jobs, cached=not no_cache, quiet=quiet)
    emit(_found(found, config, output_format))
    if not quiet:
        from mlsmells.scorecard import totals

        note(f"{counted(len(found), 'practice')}: {totals(found)}")


def _states(config: Config, *, jobs: int | None, cached: bool, quiet: bool) -> tuple[PracticeState, ...]:
    from mlsmells.engine.project import check_paths
    from mlsmells.engine.settings import validate
    from mlsmells.scorecard import states

    validate(config)
    with told("checking", quiet=quiet) as progress:
        run = check_paths([config.root], config, jobs=jobs, cached=cached, progress=progress)
    return states(run, config)


def _found(found: tuple[PracticeState, ...], config: Config, output_format: str) -> str:
    from mlsmells.scorecard import table

    if output_format == "json":
        serving = _serving(practice_map(config), config)
        every = [_plain(one.practice, serving) | table.plain(one) for one in found]
        return json.dumps(every, indent=2) + "\n"
    return wrapped_table([table.HEAD, *(tuple(map(escape, row)) for row in table.rows(found))], width())


def _map(practices: PracticeMap, config: Config, output_format: str) -> str:
    serving = _serving(practices, config)
    if output_format == "json":
        return json.dumps([_plain(practice, serving) for practice in practices], indent=2) + "\n"
    rows = [(practice.id, practice.title, _rules(practice, serving)) for practice in practices]
    return wrapped_table([("practice", "title", "rules"), *rows], width())


def _serving(practices: PracticeMap, config: Config) -> dict[str, list[str]]:
    serving: dict[str, list[str]] = {practice.id: [] for practice in practices}
    for rule in all_rules():
        for practice in practices_of(rule.code, config):
            serving[practice.id].append(rule.code)
    return serving


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
