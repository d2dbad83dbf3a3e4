"""What other linters ask for wherever it applies: ``parity.yaml``, read when rules of the profile ``parity`` run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from mlsmells.knowledge import reader

FILE = Path(__file__).parent / "parity.yaml"


@lru_cache(maxsize=1)
def _sections() -> reader.Library:
    return reader.cut(FILE)


def of_calls(rule: str) -> Mapping[str, Any] | None:
    """What a rule looks for among calls; None for a rule that asks something else."""
    return _entry("calls", rule)


def of_known(rule: str) -> Mapping[str, Any]:
    """What a rule looks for in what is known of tables, models and requests."""
    entry = _entry("known", rule)
    assert entry is not None, rule
    return entry


def hyperparameters(cls: str) -> tuple[str, ...]:
    """The arguments of a class that are worth a thought."""
    raw = _sections()["hyperparameters"].get(cls)
    return tuple(reader.value(raw)) if raw is not None else ()


def _entry(section: str, rule: str) -> Mapping[str, Any] | None:
    raw = _sections()[section].get(rule)
    found: Mapping[str, Any] | None = None if raw is None else reader.value(raw)
    return found
