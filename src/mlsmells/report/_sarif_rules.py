"""The rules and practices that a SARIF report names: the rules of the tool, the practices as its taxonomy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mlsmells import __version__
from mlsmells.core import Severity
from mlsmells.engine.page import page
from mlsmells.engine.registry import by_code
from mlsmells.report._on_disk import HOME

if TYPE_CHECKING:
    from mlsmells.config import Practice
    from mlsmells.core import Rule
    from mlsmells.report import Practices

NAME = "practices"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class Catalogue:
    """Those that the findings name, in a fixed order."""

    def __init__(self, codes: Iterable[str], practices: Practices) -> None:
        self.codes = sorted(set(codes))
        self._serving = {code: practices(code) for code in self.codes}
        served = {practice.id: practice for code in self.codes for practice in self._serving[code]}
        self.practices = [served[name] for name in sorted(served)]
        self.component = {"name": NAME, "index": 0}
        self._indices = {practice.id: number for number, practice in enumerate(self.practices)}

    def index(self, code: str) -> int:
        """Where the rule stands among the rules."""
        return self.codes.index(code)

    def taxa(self, code: str) -> list[dict[str, Any]]:
        """The practices of a rule, by reference."""
        return [self._taxon(practice) for practice in self._serving[code]]

    def _taxon(self, practice: Practice) -> dict[str, Any]:
        return {"id": practice.id, "index": self._indices[practice.id], "toolComponent": self.component}

    def rules(self) -> list[dict[str, Any]]:
        """A descriptor of each rule."""
        known = by_code()
        return [self._rule(known[code]) if code in known else {"id": code} for code in self.codes]

    def _rule(self, rule: Rule) -> dict[str, Any]:
        text = page(rule)
        relations = [{"target": self._taxon(each), "kinds": ["relevant"]} for each in self._serving[rule.code]]
        return {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": text.title},
            "fullDescription": {"text": text.why or text.title},
            "help": {"text": rule.doc.strip()},
            "helpUri": f"{HOME}/blob/main/docs/rules/{rule.code}-{rule.name}.md",
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
            "properties": {"tags": [rule.family], "precision": _PRECISION[int(rule.confidence)]},
            "relationships": relations,
        }

    def taxonomy(self) -> dict[str, Any]:
        """The practices with what they say and where that is written."""
        return {
            "name": NAME,
            "version": __version__,
            "shortDescription": {"text": "Good practices of machine-learning work."},
            "taxa": [_described(practice) for practice in self.practices],
        }


# What code scanning sorts by.
_PRECISION = ("medium", "high", "very-high")


def _described(practice: Practice) -> dict[str, Any]:
    sources = [f"{source.title}, {source.section}".rstrip(", ") for source in practice.sources]
    told = {
        "id": practice.id,
        "shortDescription": {"text": practice.title},
        "fullDescription": {"text": practice.says or practice.title},
    }
    return told | ({"properties": {"sources": sources}} if sources else {})
