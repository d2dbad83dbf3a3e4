"""What is said of one file that somebody looks at by itself: flake8, an editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.engine import accepted, rollup
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located, locate, locate_problems
from mlsmells.engine.modules import modules_of
from mlsmells.engine.problems import Sorted, sort_out
from mlsmells.sources import suppressions_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.core import Finding
    from mlsmells.sources import Source


class Told(NamedTuple):
    """Findings, those that are accepted with their mark; and what could not be analysed.

    ``left_to_flake8``: what a noqa on the finding's own line silences, which flake8 reads as well.
    """

    findings: list[Located]
    problems: Sorted
    left_to_flake8: list[Located]


def told(source: Source, config: Config, *, noqa: bool = True) -> Told:
    """All rules of one file, one finding for each cause. Other modules of the project are followed."""
    result = check_source(source, config, noqa=noqa, modules=modules_of(config.root))
    problems = sort_out(locate_problems(source, result.problems), config.for_path(source.path))
    found = accepted.judged(rollup.in_file(locate(result.findings, source)), config.root)
    return Told(found, problems, list(locate(_on_their_line(result.suppressed, source), source)) if noqa else [])


def _on_their_line(suppressed: Iterable[Finding], source: Source) -> Iterator[Finding]:
    """Of modules: a notebook is one statement to flake8. Of several comments of a statement it reads the first."""
    comments = [] if source.is_notebook else [c for c in suppressions_of(source).comments if c.kind == "noqa"]
    for finding in suppressed if comments else ():
        lines = source.statement_lines(finding.span.line)
        here = [comment for comment in comments if comment.line in lines]
        if len(here) == 1 and here[0].line == finding.span.line and here[0].covers(finding.code, finding.name):
            yield finding
