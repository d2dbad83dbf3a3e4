"""What comments and cell tags silence, for reports that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located, locate
from mlsmells.engine.modules import modules_of
from mlsmells.sources import Problem, read_bytes, read_source, suppressions_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.project import ProjectResult

_WORDS = (b"noqa", b"mlsmells")


def with_silenced(run: ProjectResult, config: Config) -> ProjectResult:
    """The run with the findings that are silenced where they stand; those of project rules stay out."""
    return replace(run, silenced=tuple(at for path in run.files for at in _silenced(path, config)))


def _silenced(path: str, config: Config) -> Iterator[Located]:
    file = Path(config.root / path)
    data = read_bytes(file, path)
    if isinstance(data, Problem) or not any(word in data.lower() for word in _WORDS):
        return
    source = read_source(file, display=path)
    if suppressions_of(source):
        result = check_source(source, config, modules=modules_of(config.root))
        # Together, so that of two equal statements each has its own fingerprint.
        located = list(locate([*result.findings, *result.suppressed], source))
        yield from located[len(result.findings) :]
