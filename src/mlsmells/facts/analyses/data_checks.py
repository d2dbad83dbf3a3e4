"""Whether the code checks the data before a model learns from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlsmells.core import Span
from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.learning import learnings, sources
from mlsmells.facts.domain.events import Call, Import, Read
from mlsmells.facts.domain.table_events import Inspected, Merged

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import UncheckedRecord
    from mlsmells.facts.record.facts import Facts

VALIDATORS = frozenset(
    "pandera great_expectations pydantic tensorflow_data_validation tfdv deepchecks evidently soda cerberus jsonschema "
    "voluptuous pointblank whylogs patito frictionless pandas_schema ydata_quality".split()
)
# Read from the text, as it only keeps the rule silent: a function with a telling name, or a program that stops
# and looks at columns, types, ranges or missing values somewhere.
_NAMED = regex(
    r"\b(?:validate|check|verify|assert|ensure|test)_?\w*(?:data|schema|columns?|df|frame|input|quality|features?|missing|null)"
    r"|\bdata_?(?:validation|quality|checks?)|\bschema\b",
    re.IGNORECASE,
)
_STOPS = regex(r"^[ \t]*(?:assert\b|raise (?!NotImplementedError)\w+|sys\.exit\()", re.MULTILINE)
_LOOKS = regex(r"\.columns\b|\bis(?:na|null)\(|\.shape\b|\.dtypes?\b|\.n?unique\b|\.between\(|\.empty\b|\blen\(")
_NO_TABLE = frozenset({"bundled", "synthetic", "hub", "model", "artifact", "pickle"})


def checks_data(facts: Facts) -> bool:
    """The file checks data, or may do so: a library for it, an assertion, a function with a telling name."""
    if any(event.module.partition(".")[0] in VALIDATORS for event in facts.of(Import)):
        return True
    if _NAMED.search("\n".join(facts.source.words)) or (facts.says(_STOPS) and facts.says(_LOOKS)):
        return True
    checked = any("validated" in call.tags for call in facts.of(Call))
    joined = any(not merged.arg("validate").absent for merged in facts.of(Merged))
    return checked or joined or any(look.asserts for look in facts.of(Inspected))


def unchecked(facts: Facts) -> list[UncheckedRecord]:
    """Tables that are read and learned from in a file: where, and what is known of the path."""
    if facts.role != "training-script":
        return []
    fits = learnings(facts)
    out: list[UncheckedRecord] = []
    for read in facts.of(Read):
        fit = next((e for e in fits if sources(e.X) & sources(read.out)), None)
        if fit is None or read.out is None or read.out.kind != "frame" or read.tags & _NO_TABLE or _is_typed(read):
            continue
        out.append({"path": read.path, "at": list(Span.of(read.node)), "fit": fit.line})
    return out


def _is_typed(read: Read) -> bool:
    """The columns and their types are stated, and pandas stops if they do not fit."""
    return not read.arg("dtype").absent_or(None) and not read.arg("usecols").absent_or(None)
