"""A summary that was stored as JSON: trusted when it is one of this version, with all its records as they should be."""

from __future__ import annotations

from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints, is_typeddict

from mlsmells.facts.analyses.summaries.records import VERSION, Summary


def read_back(data: Any) -> Summary:
    """The summary that the data is; ValueError if it is none of this version."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("a summary of another version")
    if not _is_record(Summary, data):
        raise ValueError("not a summary")
    return cast("Summary", data)


@cache
def _fields(record: type) -> dict[str, tuple[type | None, type | None, bool]]:
    """Of each field: its type where that is a record, the record that it lists, whether there may be none."""
    return {name: _shape(hint) for name, hint in get_type_hints(record).items()}


def _shape(hint: Any) -> tuple[type | None, type | None, bool]:
    choices = get_args(hint) if get_origin(hint) not in (list, None) and type(None) in get_args(hint) else (hint,)
    record = next((c for c in choices if is_typeddict(c)), None)
    listed = next((a for c in choices if get_origin(c) is list for a in get_args(c) if is_typeddict(a)), None)
    return record, listed, type(None) in choices


def _is_record(record: type, data: Any) -> bool:
    """It has these fields and no others, and so have the records in them. What is no record is not looked at."""
    fields = _fields(record)
    if not isinstance(data, dict) or data.keys() != fields.keys():
        return False
    for name, (inner, listed, optional) in fields.items():
        value = data[name]
        if inner is not None and not (value is None and optional) and not _is_record(inner, value):
            return False
        if listed is not None and not (isinstance(value, list) and all(_is_record(listed, item) for item in value)):
            return False
    return True
