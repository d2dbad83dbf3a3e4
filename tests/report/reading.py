"""Readers of reports: schemas, and the commands of CI services as their runners take them apart."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft7Validator
from jsonschema.validators import validator_for

SCHEMAS = Path(__file__).parent / "schemas"


class Command(NamedTuple):
    """One command: its name, its properties, what it says."""

    name: str
    properties: dict[str, str]
    message: str


@cache
def validator(name: str) -> Any:
    """The validator of a schema, by the draft that it names."""
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    kind = validator_for(schema, default=Draft7Validator)
    kind.check_schema(schema)
    return kind(schema)


def read_json(text: str, schema: str) -> Any:
    """The report; fails with the first line of what is wrong."""
    report = json.loads(text)
    wrong = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator(schema).iter_errors(report)]
    assert not wrong, wrong[:5]
    return report


def github(line: str) -> Command:
    """A workflow command as the runner reads it: properties end at the first ``::``, then come the escapes."""
    match = re.fullmatch(r"::([a-z-]+) ([^:]*(?::(?!:)[^:]*)*?)::(.*)", line)
    assert match, line
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    decoded = {key: _back(value, ("%3A", ":"), ("%2C", ",")) for key, value in properties.items()}
    return Command(match[1], decoded, _back(match[3]))


def azure(line: str) -> Command:
    """A logging command as the agent reads it: properties end at the first bracket."""
    match = re.fullmatch(r"##vso\[([a-z.]+) ([^\]]*)\](.*)", line)
    assert match, line
    properties = dict(part.split("=", 1) for part in match[2].split(";") if part)
    decoded = {key: _azure(value, ("%3B", ";"), ("%5D", "]")) for key, value in properties.items()}
    return Command(match[1], decoded, _azure(match[3]))


def _back(text: str, *more: tuple[str, str]) -> str:
    for written, meant in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def _azure(text: str, *more: tuple[str, str]) -> str:
    for written, meant in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%")):
        text = text.replace(written, meant)
    return text
