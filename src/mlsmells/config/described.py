"""The keys of the configuration for people and for editors: what each is for, an example, and a JSON schema.

Loaded by nobody who checks anything. What a key may hold is decided in ``schema``; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from mlsmells.config.practice_files import ID_PATTERN
from mlsmells.config.profiles import PROFILES
from mlsmells.config.schema import CONFIDENCES, KEYS, LARGEST_SEED, PATH_KEYS, PER_PATH, ROLES, SEVERITIES
from mlsmells.core import Confidence, Severity

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "pattern": r"\S"}
TEXTS: Schema = {"type": "array", "items": TEXT}
SELECTORS = "#/$defs/selectors"
SELECTED: Schema = {"type": "array", "items": {"$ref": SELECTORS}}


class Described(NamedTuple):
    """A key: what it is for, what it may hold, and some lines of YAML that use it."""

    says: str
    schema: Schema
    example: str


def _one_of(words: Iterable[str]) -> Schema:
    return {"enum": list(words)}


DESCRIBED: dict[str, Described] = {
    "profile": Described(
        "What stage the project is at: which rules run, and how loudly they speak.",
        _one_of(sorted(PROFILES)),
        "profile: production",
    ),
    "select": Described(
        "The rules that run: codes, beginnings of codes, names, families or practices. "
        "The narrower of `select` and `ignore` wins; a rule that is off by default needs its code or name.",
        SELECTED,
        "select: [leakage, MLS2, no-baseline]",
    ),
    "ignore": Described(
        "The rules that do not run. Adds to what the profile ignores.", SELECTED, "ignore: [MLS501, notebooks]"
    ),
    "min_confidence": Described(
        "Findings below this confidence are not reported.", _one_of(CONFIDENCES), "min_confidence: high"
    ),
    "fail_on": Described(
        "From which severity on findings fail the run (exit code 1).", _one_of(SEVERITIES), "fail_on: error"
    ),
    "severity": Described(
        "Severities of rules, families or practices, instead of their own. The narrowest one wins.",
        {"type": "object", "propertyNames": {"$ref": SELECTORS}, "additionalProperties": _one_of(SEVERITIES)},
        "severity: {MLS103: error, notebooks: info}",
    ),
    "show_notes": Described(
        "Whether notes (findings of severity info) are listed; otherwise they are counted.",
        {"type": "boolean"},
        "show_notes: true",
    ),
    "require_reason": Described(
        "Whether a suppression that does not say why is reported (MLS001).",
        {"type": "boolean"},
        "require_reason: true",
    ),
    "exclude": Described(
        "Files and folders that are left out: patterns as in a `.gitignore`, relative to this file.",
        TEXTS,
        'exclude: [vendor/, "*_old.py"]',
    ),
    "seed": Described(
        "The number that fixes put in where a seed is missing and the file has no constant for it.",
        {"type": "integer", "minimum": 0, "maximum": LARGEST_SEED},
        "seed: 7",
    ),
    "fixable": Described("The only rules whose fixes are applied.", SELECTED, "fixable: [leakage, MLS207]"),
    "unfixable": Described(
        "Rules whose findings are reported and never changed. The narrower of `fixable` and `unfixable` wins.",
        SELECTED,
        "unfixable: [MLS501]",
    ),
    "roles": Described(
        "What files are for, where their names and contents do not say: patterns and roles. Tests and examples are "
        "judged by fewer rules, training scripts and services by more.",
        {"type": "object", "additionalProperties": _one_of(ROLES)},
        'roles: {"jobs/**": training-script, "playground/": example}',
    ),
    "baselines": Described(
        "What the project compares its models with, as it is named in the code: a path, or a part of one.",
        TEXTS,
        'baselines: ["models/prod_v3"]',
    ),
    "data_roots": Described(
        "Folders and addresses whose data is versioned elsewhere: reading from them is no finding.",
        TEXTS,
        'data_roots: ["/mnt/shared/datasets"]',
    ),
    "knowledge": Described(
        "Files that say what the functions of your own libraries do (see below).", TEXTS, "knowledge: [team.yaml]"
    ),
    "practices": Described(
        "A map from practices to rules that replaces or extends the built-in one (see below).",
        TEXT,
        "practices: practices.yaml",
    ),
}
FOR_PATHS = Described(
    "Other settings for some files: patterns, and what holds there. Later patterns win.",
    {},
    'per_path:\n  "notebooks/**": {profile: exploration}\n  "jobs/train_*.py": {ignore: [MLS220], seed: 1}',
)


def json_schema(selectors: Iterable[str]) -> Schema:
    """The schema of a configuration; ``selectors`` are the names there are of rules, families and practices."""
    properties = {key: _property(key) for key in KEYS}
    inside = {key: properties[key] for key in PATH_KEYS}
    block = {"type": "object", "properties": inside, "additionalProperties": False}
    every_path = {"type": "object", "propertyNames": {"pattern": "[^/ ]"}, "additionalProperties": block}
    words = [_one_of(selectors), {"pattern": "^MLS[0-9]{0,3}$"}, {"pattern": f"^{ID_PATTERN}$"}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of mlsmells",
        "description": "mlsmells.yaml, or the table tool.mlsmells of pyproject.toml.",
        "type": "object",
        "properties": {**properties, PER_PATH: {"description": FOR_PATHS.says, **every_path}},
        "additionalProperties": False,
        "$defs": {"selectors": {"type": "string", "anyOf": words}},
    }


def _property(key: str) -> Schema:
    default = plain(KEYS[key][0])
    known = {} if default is None else {"default": default}
    return {"description": DESCRIBED[key].says, **DESCRIBED[key].schema, **known}


def plain(value: Any) -> Any:
    """A default as JSON has it."""
    if isinstance(value, Confidence | Severity):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
