"""What is said of one file that somebody looks at by itself: flake8, an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mlsmells.engine import accepted, rollup
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located, locate, locate_problems
from mlsmells.engine.modules import modules_of
from mlsmells.engine.problems import Sorted, sort_out

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.sources import Source


class Told(NamedTuple):
    """Findings, those that are accepted with their mark; and what could not be analysed."""

    findings: list[Located]
    problems: Sorted


def told(source: Source, config: Config, *, noqa: bool = True) -> Told:
    """All rules of one file, one finding for each cause. Other modules of the project are followed."""
    result = check_source(source, config, noqa=noqa, modules=modules_of(config.root))
    problems = sort_out(locate_problems(source, result.problems), config.for_path(source.path))
    found = accepted.judged(rollup.in_file(locate(result.findings, source)), config.root)
    return Told(found, problems)
