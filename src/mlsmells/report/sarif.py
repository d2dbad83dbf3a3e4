"""SARIF 2.1.0: code scanning of GitHub, Azure DevOps, editors.

Paths are relative to the project's root. Notebooks are told by lines on disk, with the cell as logical location.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlsmells import __version__
from mlsmells.report import _sarif_places as places
from mlsmells.report._on_disk import HOME
from mlsmells.report._sarif_rules import LEVELS, Catalogue
from mlsmells.report._strict import strict

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

WITH_EDITS = MARKS_ACCEPTED = MARKS_SILENCED = True
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "mlsmells/v1"


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """One run, as ASCII JSON."""
    found = (*run.findings, *run.silenced)
    catalogue = Catalogue((at.finding.code for at in found), practices)
    silenced = {id(at) for at in run.silenced}
    driver = {
        "name": "mlsmells",
        "version": __version__,
        "informationUri": HOME,
        "rules": catalogue.rules(),
        "supportedTaxonomies": [catalogue.component],
    }
    told = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {places.BASE: {"description": {"text": "The project's root."}}},
        "taxonomies": [catalogue.taxonomy()],
        "invocations": [_invocation(run)],
        "results": [_result(at, catalogue, silenced=id(at) in silenced) for at in found],
    }
    return strict({"$schema": SCHEMA, "version": "2.1.0", "runs": [told]})


def _invocation(run: ProjectResult) -> dict[str, Any]:
    return {
        "executionSuccessful": not run.errors,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": at.finding.message}, "locations": [places.location(at)]}
            for at in run.errors
        ],
    }


def _result(at: Located, catalogue: Catalogue, *, silenced: bool) -> dict[str, Any]:
    result = {
        "ruleId": at.finding.code,
        "ruleIndex": catalogue.index(at.finding.code),
        "level": LEVELS[at.finding.severity],
        "message": {"text": at.finding.message},
        "locations": [places.location(at)],
        "partialFingerprints": {FINGERPRINT: at.fingerprint},
        "taxa": catalogue.taxa(at.finding.code),
        "suppressions": _suppressions(at, silenced),
        "properties": {"confidence": str(at.finding.confidence)},
    }
    others = [places.location(each) | {"id": number} for number, each in enumerate(at.places[1:], 1)]
    more = {
        "relatedLocations": others,
        "codeFlows": places.flows(at) if at.steps else [],
        "fixes": [places.fix(at)] if at.edits and at.cell is None else [],
    }
    return result | {key: value for key, value in more.items() if value}


def _suppressions(at: Located, silenced: bool) -> list[dict[str, str]]:
    if silenced:
        return [{"kind": "inSource", "justification": "a comment or a cell tag"}]
    if at.accepted:
        return [{"kind": "external", "justification": "mlsmells-accepted.json"}]
    return []
