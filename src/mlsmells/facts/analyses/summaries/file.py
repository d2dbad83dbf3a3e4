"""What one file leaves for the project: typed records of plain data that can be stored as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlsmells.facts.analyses import tracking
from mlsmells.facts.analyses.summaries.code import of_code, plain_seeds
from mlsmells.facts.analyses.summaries.events import of_events
from mlsmells.facts.analyses.summaries.records import EventSummary, Summary

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


def summarise(facts: Facts) -> Summary:
    """The file's share of the project facts."""
    code = of_code(facts)
    if not facts.is_ml and not facts.source.is_notebook:
        return {**code, **_quiet(facts)}
    return {**code, **of_events(facts, {item["module"].partition(".")[0] for item in code["imports"]})}


def _quiet(facts: Facts) -> EventSummary:
    """What a file without an ML library adds to a project: hardly anything but its code."""
    return {
        "fits": [],
        "fits_elsewhere": [],
        "validated": [],
        "metrics": [],
        "reads": [],
        "writes": [],
        "saved_models": [],
        "scored_models": [],
        "seeds": plain_seeds(facts),
        "random": {"unseeded": [], "partly": [], "uncalled": None, "weighs": False, "unless": ""},
        "tracking": {**tracking.NOTHING, "kept": tracking.writes(facts)},
        "versions_data": False,
        "installs": [],
        "draws": [],
        "baseline": None,
        "simpler": False,
        "candidate": None,
        "unchecked": [],
        "training": None,
        "script": None,
        "notebook": None,
    }
