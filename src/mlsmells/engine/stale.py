"""Which accepted findings are not there any more, as far as the runs at hand can tell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mlsmells.core.rule import BOTH, FILE
from mlsmells.engine import registry
from mlsmells.engine.accepted import Key, key_of

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.accepted import Accepted
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult

_NARROWING = ("profile", "select", "ignore", "min_confidence")


def leaves(runs: Iterable[ProjectResult]) -> Iterator[Located]:
    """Every finding of the runs by itself, those for which another stands among them."""
    for run in runs:
        for at in run.findings:
            yield from at.places or (at,)


def stale(accepted: Accepted, runs: list[ProjectResult], config: Config, *, whole: bool, faces: int = 1) -> list[Key]:
    """The entries without a finding. ``faces`` is 2 where the files were checked one by one as well.

    Whoever selects rules on the command line sees a part of the findings; then only files that are gone count.
    """
    if not accepted.entries:
        return []
    found = {key_of(at) for at in leaves(runs)}
    narrowed = any("--" in config.origins[key] for key in _NARROWING)
    files = {path for run in runs for path in run.files}
    broken = {path for run in runs for path in run.broken}

    def is_judged(key: Key) -> bool:
        if not os.path.exists(config.root / key.path):
            return True
        if narrowed or key.path in broken:
            return False
        return _ran(key.code, whole=whole, faces=faces) and (whole or key.path in files)

    return sorted(key for key in accepted.current if key not in found and is_judged(key))


def _ran(code: str, *, whole: bool, faces: int) -> bool:
    """The rule had its say: one with a face for the project there, one whose faces differ in both."""
    rule = registry.by_code().get(code)
    if rule is None:
        return True  # there is no such rule any more
    if rule.scope == BOTH:
        return whole and faces > 1
    return whole or (rule.scope == FILE and not rule.project_checks)
