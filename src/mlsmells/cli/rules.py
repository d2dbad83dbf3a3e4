"""``mlsmells rules``: the table of all rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from mlsmells.cli._options import Choice
from mlsmells.cli._output import emit, table
from mlsmells.config import load_config
from mlsmells.engine.page import page
from mlsmells.engine.practices import practices_of
from mlsmells.engine.registry import all_rules


@click.command(name="rules")
@click.option("--output-format", type=Choice(["text", "json"]), default="text", help="How to write it.")
def command(output_format: str) -> None:
    """List all rules: code, name, severity, confidence, whether it is on, and the practice it serves.

    \b
    Example:
      mlsmells rules --output-format json
    """
    config = load_config(Path.cwd())
    rows: list[dict[str, Any]] = [
        {
            "code": rule.code,
            "name": rule.name,
            "family": rule.family,
            "severity": str(rule.severity),
            "confidence": str(rule.confidence),
            "scope": rule.scope,
            "on": rule.default_on,
            "practices": [practice.id for practice in practices_of(rule.code, config)],
            "title": page(rule).title,
        }
        for rule in all_rules()
    ]
    if output_format == "json":
        return emit(json.dumps(rows, indent=2) + "\n")
    emit(
        table(
            (
                row["code"],
                row["name"],
                row["severity"],
                row["confidence"],
                "on" if row["on"] else "off",
                next(iter(row["practices"]), ""),
            )
            for row in rows
        )
    )
