"""What shows that rows are ordered by time: hints on the values, and forecasting libraries."""

from __future__ import annotations

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Fit, Import
from mlsmells.facts.domain.values import Hint, Value
from mlsmells.facts.observers.time import _SAYS, ORDERING
from mlsmells.facts.record.facts import Facts

FORECASTING = regex(
    r"^(statsmodels\.tsa|prophet|fbprophet|pmdarima|sktime|darts|statsforecast|neuralprophet|neuralforecast|arch)\b"
)


def evidence(facts: Facts, values: tuple[Value, ...]) -> list[tuple[str, Hint | None]]:
    """Independent signs that the rows of these values are ordered by time, with the place of each; one per kind."""
    found: dict[str, Hint | None] = {}
    for value in values:
        for hint in value.hints:
            if hint.kind in _SAYS:
                found.setdefault(hint.kind, hint)
    out: list[tuple[str, Hint | None]] = [(_SAYS[kind], hint) for kind, hint in found.items()]
    if ORDERING & found.keys() and forecasts(facts):
        out.append(("a forecasting library", None))
    return out if ORDERING & found.keys() else []


def forecasts(facts: Facts) -> bool:
    """The file imports a forecasting library."""
    return any(FORECASTING.match(event.module) for event in facts.of(Import))


def learns_from(facts: Facts, split: object) -> Fit | None:
    """The first fit of a model on a part of this split."""
    for fit in facts.of(Fit):
        if fit.obj.predicts and fit.rows and any(step[0] == split for _, path in fit.rows for step in path):
            return fit
    return None
