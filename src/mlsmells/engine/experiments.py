"""What the experiments measured: figures for the pages of rules, read from what ``docs/experiments/run.py`` wrote."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

SHIPPED = Path(__file__).resolve().parent.parent / "experiments.json"


class Spread(NamedTuple):
    """Mean and standard deviation over the seeds."""

    mean: float
    sd: float

    def __str__(self) -> str:
        return f"{self.mean:.2f} ± {self.sd:.2f}"


class Experiment(NamedTuple):
    """One experiment: the same work as it should be (``honest``) and with the mistake."""

    name: str
    what: str
    metric: str
    honest: Spread
    mistaken: Spread

    @property
    def quote(self) -> str:
        """The figures in one line."""
        return f"{self.metric}: honest {self.honest}, with the mistake {self.mistaken}"


class Conditions(NamedTuple):
    """How it was measured, and the command that does it again."""

    seeds: int
    versions: dict[str, str]
    command: str

    @property
    def quote(self) -> str:
        """One line about the run."""
        return f"mean ± standard deviation over {self.seeds} seeds, scikit-learn {self.versions['scikit-learn']}"


def experiments(code: str) -> tuple[Experiment, ...]:
    """The experiments of a rule."""
    return tuple(
        Experiment(name, one["what"], one["metric"], Spread(**one["honest"]), Spread(**one["mistaken"]))
        for name, one in _shipped()["experiments"].items()
        if one["code"] == code
    )


def conditions() -> Conditions:
    """What all experiments have in common."""
    shipped = _shipped()
    return Conditions(shipped["seeds"], shipped["versions"], shipped["command"])


@cache
def _shipped() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return loaded
