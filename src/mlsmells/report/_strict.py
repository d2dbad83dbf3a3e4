"""JSON for services. They read UTF-8, and refuse a whole report for one text that is none."""

from __future__ import annotations

import json
from typing import Any


def strict(report: Any) -> str:
    r"""The report as JSON. Of the name of a file that is no UTF-8 the undecodable byte is written as ``\udcff``."""
    text = json.dumps(report, indent=2)
    if r"\ud" in text:
        text = json.dumps(_utf8(report), indent=2)
    return f"{text}\n"


def _utf8(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_utf8(key): _utf8(each) for key, each in value.items()}
    return [_utf8(each) for each in value] if isinstance(value, (list, tuple)) else value
