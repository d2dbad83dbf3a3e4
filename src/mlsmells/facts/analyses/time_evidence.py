"""What shows that rows are ordered by time: hints on the values, and forecasting libraries."""

from __future__ import annotations

import re

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.learning import sources
from mlsmells.facts.analyses.said import said_about
from mlsmells.facts.domain.events import CrossValidation, Fit, Import, Split
from mlsmells.facts.domain.splitters import splitters
from mlsmells.facts.domain.values import Hint, Value
from mlsmells.facts.observers.time import _SAYS, ORDERING
from mlsmells.facts.record.facts import Facts

FORECASTING = regex(
    r"^(statsmodels\.tsa|prophet|fbprophet|pmdarima|sktime|darts|statsforecast|neuralprophet|neuralforecast|arch)\b"
)
# The author wants the later rows to be the test rows: "time based split", "split the data by date".
_BY_TIME = regex(
    r"\b(?:time|temporal|chronological(?:ly)?)[ -]{0,3}(?:based|wise|aware|ordered|series)?[ -]{0,3}"
    r"(?:train[ /-]{0,3}test[ -]{0,3})?split"
    r"|\bsplit(?:s|ting)?\b[^.#\n]{0,40}\b(?:by|on|based on|according to|along|in)\b[^.#\n]{0,15}"
    r"\b(?:time|date|dates|chronological)\b",
    re.IGNORECASE,
)
_DENIES = regex(r"\b(?:not|no|never|without|instead|random(?:ly)?|cannot|unlike)\b|n't\b", re.IGNORECASE)


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
    if len(out) == 1 and "sorted" in found and _meant(facts, found["sorted"]):
        out.append(("for a split by time, as is said beside it", None))
    return out if ORDERING & found.keys() else []


def _meant(facts: Facts, sorting: Hint | None) -> bool:
    """Beside the sorting stands that the rows are to be divided by time."""
    said = said_about(facts, getattr(sorting.node, "lineno", 0)) if sorting is not None else ()
    return any(_BY_TIME.search(line) and not _DENIES.search(line) for text in said for line in text.splitlines())


def cut_by_time(facts: Facts, values: tuple[Value, ...]) -> bool:
    """``TimeSeriesSplit`` alone divides the same rows into folds: the author knows that they are in order."""
    divided = facts.once("splitters by source", lambda: _divided(facts))
    return {way for value in values for source in sources(value) for way in divided.get(source, ())} == {
        "TimeSeriesSplit"
    }


def _divided(facts: Facts) -> dict[int, set[str]]:
    """By what the rows of each source are divided into folds or parts."""
    found: dict[int, set[str]] = {}
    events: list[CrossValidation | Split] = [*facts.of(CrossValidation), *facts.of(Split)]
    for event in events:
        ways = {obj.short for obj in splitters(event)}
        inputs = event.inputs if isinstance(event, Split) else (event.X,)
        for source in (source for value in inputs for source in sources(value)):
            found.setdefault(source, set()).update(ways)
    return found


def forecasts(facts: Facts) -> bool:
    """The file imports a forecasting library."""
    return any(FORECASTING.match(event.module) for event in facts.of(Import))


def learns_from(facts: Facts, split: object) -> Fit | None:
    """The first fit of a model on a part of this split."""
    for fit in facts.of(Fit):
        if fit.obj.predicts and fit.rows and any(step[0] == split for _, path in fit.rows for step in path):
            return fit
    return None
