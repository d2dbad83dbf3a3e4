"""What ``check`` says on standard error when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.cli._output import counted, note
from mlsmells.config.load import ACCEPTED_NAME
from mlsmells.config.profiles import RECOGNISED
from mlsmells.engine.paths import from_here
from mlsmells.report import escape

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.project import ProjectResult


def note_summary(run: ProjectResult, config: Config, stale_entries: int) -> None:
    """How much was found in how much, and what to do next."""
    note(_summary(run, config, stale_entries))
    if config.origins["profile"].startswith(RECOGNISED):
        note(_on_profile(config))


def note_statistics(run: ProjectResult, config: Config) -> None:
    """The counts, a line each."""
    from mlsmells.cli._statistics import statistics

    for line in statistics(run, config):
        note(line)


def count_stale(run: ProjectResult, config: Config, *, whole: bool) -> int:
    """How many accepted places have no finding any more."""
    if not (config.root / ACCEPTED_NAME).exists():
        return 0
    from mlsmells.engine.accepted import accepted_of
    from mlsmells.engine.stale import stale

    return len(stale(accepted_of(config.root), [run], config, whole=whole))


def _summary(run: ProjectResult, config: Config, stale_entries: int) -> str:
    found = counted(len(run.findings), "finding") if run.findings else "No findings"
    looked = counted(len(run.files), "file") if run.files or run.findings else "0 files: no module or notebook to check"
    parts = [f"{found} in {looked}"]
    if run.hidden:
        parts.append(f"{counted(run.hidden, 'note')}: --show-notes")
    if run.accepted:
        parts.append(f"{run.accepted} accepted")
    if stale_entries:
        parts.append(f"{counted(stale_entries, 'stale entry', 'stale entries')}: `mlsmells accept --prune`")
    if run.broken:
        parts.append(f"{counted(len(run.broken), 'file')} not fully analysed")
    if run.without:
        root = escape(from_here(".", config.root))
        parts.append(f"{counted(len(run.without), 'rule')} for whole projects not run: `mlsmells check {root}`")
    places = [each for at in run.findings for each in at.places or (at,)]  # each is fixed by itself
    fixes = [at.finding.fix for at in places if at.finding.fix and not at.finding.fix.refusal]
    safe = sum(fix.safe for fix in fixes)
    if safe:
        parts.append(f"{safe} fixable with `mlsmells fix`")
    if len(fixes) > safe:
        parts.append(f"up to {len(fixes) - safe} fixable with `mlsmells fix --unsafe-fixes`")
    return "; ".join(parts)


# What the project is, and what that changes.
_STAGES = {
    "course": ("This project teaches", "how it is kept is only noted"),
    "production": ("This project runs in production", "findings about serving count more"),
    "research": ("This project is research", "findings about notebooks count less"),
}


def _on_profile(config: Config) -> str:
    what, so = _STAGES[config.profile]
    why = escape(config.origins["profile"].removeprefix(RECOGNISED))
    return f"{what} ({why}): {so}; name a profile (`--profile project`) to judge it like any other"
