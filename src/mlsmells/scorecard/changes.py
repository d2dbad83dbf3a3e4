"""What changed since the findings of a project were accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mlsmells.core import Severity
from mlsmells.engine.accepted import Key, accepted_of
from mlsmells.engine.stale import stale

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult


class Change(NamedTuple):
    """``new``: findings above notes that nobody accepted; ``gone``: what was accepted and is not there any more."""

    new: tuple[Located, ...]
    still: int
    gone: tuple[Key, ...]


def change(run: ProjectResult, config: Config) -> Change | None:
    """None where nothing has been accepted. Raises ConfigError where the file cannot be read."""
    accepted = accepted_of(config.root)
    if not accepted.entries:
        return None
    new = tuple(at for at in run.findings if not at.accepted and at.finding.severity > Severity.INFO)
    gone = stale(accepted, [run], config, whole=not run.without)
    return Change(new, len(accepted.entries) - len(gone), tuple(gone))
