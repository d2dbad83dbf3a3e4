"""Results that were saved with the code: scores in the outputs of notebooks and in metrics files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.imbalance import imbalance
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import CrossValidation, Fit, Metric, Read

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts
    from mlsmells.sources import Cell

PERFECT = 0.999
# Scores with a known best value. Loss, precision and recall alone may be perfect for dull reasons.
_NAME = r"(?:(?:roc|pr)[ _-]?)?auc|(?:balanced[ _-])?acc(?:uracy)?|f1(?:[ _-]?score)?|r[2²]|r\^2|r[ -_]?squared?|score"
_SCORE = regex(rf"(?<![a-z])({_NAME})(?![a-z])(?:[^0-9\n]{{0,60}})", re.IGNORECASE)
# Enough digits to mean it: 1.00 may be 0.995.
_ANY_SCORE = regex(rf"(?<![a-z])(?:{_NAME})(?![a-z])", re.IGNORECASE)
_PARTIAL = regex(r"f1|recall|precision|auc", re.IGNORECASE)
_GOOD = 0.99
_BEST = regex(r"(?<![\d.,])(?:0?\.999\d*|1\.0|1\.000+|99\.9\d*(?= ?%)|100(?:\.0+)?(?= ?%))(?![\d.])")
_ALONE = regex(r"\d+(?:\.\d+)?(?:e-?\d+)?")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_HELD_OUT = regex(
    r"(?<![a-z])(?:test(?:ing)?|val|valid|validation|cv|cross.?val\w*|hold.?out|oof|unseen|out.of.sample)(?![a-z])",
    re.I,
)
_OTHER = regex(
    r"train|in.sample|epoch|\bstep\b|\biter|\bloss\b|macro avg|weighted avg|support|threshold|baseline|"
    r"(?<!\d)\d+/\d+ \[|"
    r"\bit/s|best params|n_estimators|[≥>]=?",
    re.I,
)
# Data on which a perfect score is no surprise.
_TOY = regex(
    r"\biris\b|load_digits|mnist|\bwine|breast.?cancer|mushroom|make_(?:classification|blobs|moons|circles|regression)|"
    r"penguin|banknote|\btoy\b",
    re.I,
)
_RARE = regex(r"fraud|imbalanc|anomal|intrusion|\brare\b|unbalanced", re.I)
_ROUNDS = regex(r"\bround\(|:\.[0-2]f|%\.[0-2]f")
_ROUNDS_FINE = regex(r"\bround\(.*,\s*[3-9]\)")
MAX_LINES = 200


class Result(NamedTuple):
    """A saved score that is as good as perfect: where it is computed, and what it says."""

    line: int
    metric: str
    value: str


def perfect(facts: Facts) -> Result | None:
    """The first score in a notebook's outputs that is nearly perfect on held-out rows."""
    source = facts.source
    reads = facts.of(Read)
    learns = bool(facts.of(Fit) or facts.of(CrossValidation))
    if not source.is_notebook or not reads or not learns or any(r.tags & {"bundled", "synthetic"} for r in reads):
        return None
    cells = (cell for cell in source.cells if cell.kind == "code" and cell.outputs)
    found = next((result for cell in cells for result in _of_cell(facts, cell)), None)
    if found is None or any(_TOY.search(line.partition("#")[0]) for line in (source.path, *source.lines)):
        return None
    if not _is_accuracy(found.metric):
        return found
    if found.value == "1.0":
        return found  # not one error: a rare class is no excuse
    rare = imbalance(facts) is not None or any(_RARE.search(line) for line in source.lines)
    return None if rare else found


def _is_accuracy(name: str) -> bool:
    return name.lower() == "score" or "acc" in name.lower()


def _of_cell(facts: Facts, cell: Cell) -> Iterator[Result]:
    texts = [line for line in _lines(cell) if _BEST.search(line)]
    if not texts:
        return
    end = cell.start + len(cell.physical_lines)
    metrics = [m for m in facts.of(Metric) if cell.start <= m.line < end and "loss" not in m.tags]
    tested = any(_is_held_out(m) for m in metrics) and not any(_is_trained_on(m) for m in metrics)
    for text in texts:
        best = _BEST.search(text)
        if best is None or _OTHER.search(text) or len(_NUMBER.findall(text)) > 4:
            continue
        if best[0] == "1.0" and _ROUNDS.search(cell.source) and not _ROUNDS_FINE.search(cell.source):
            continue
        name = _score_before(text, best.start())
        bare = _metric_of(text, metrics, cell) if text.strip() == best[0] else None
        told = name.lower() not in ("", "score") and _HELD_OUT.search(text)
        if told or (tested and (name or bare is not None)):
            shown = bare or (metrics[0] if metrics else None)
            line = shown.line if shown is not None else cell.start
            yield Result(line, name or (shown.name.rpartition(".")[2] if shown is not None else ""), best[0])


def _metric_of(text: str, metrics: list[Metric], cell: Cell) -> Metric | None:
    """The metric that printed a line with nothing but its value, if there are as many such lines as metrics."""
    numbers = [line for line in _lines(cell) if _ALONE.fullmatch(line.strip())]
    scalars = [m for m in metrics if not m.name.endswith(("matrix", "report"))]
    if len(numbers) != len(scalars):
        return None
    found = scalars[numbers.index(text)]
    name = found.name.rpartition(".")[2].replace("_", " ")
    alone = "precision" in name or "recall" in name  # one of the two is easily perfect
    return found if _ANY_SCORE.search(name) and not alone else None


def _score_before(text: str, at: int) -> str:
    """The name of the score that stands right before a position."""
    found = [m for m in _SCORE.finditer(text, 0, at) if m.end() == at]
    return found[-1][1] if found else ""


def _is_held_out(metric: Metric) -> bool:
    """A score of rows that no fit of the model saw."""
    rows = metric.rows
    if not rows or not metric.fits or metric.via in ("custom", "comparison"):
        return False
    return all(R.disjoint(fit.rows, rows) for fit in metric.fits)


def _is_trained_on(metric: Metric) -> bool:
    return any(R.intersects(fit.rows, metric.rows) for fit in metric.fits)


def _lines(cell: Cell) -> Iterator[str]:
    """The lines of text a cell printed or showed."""
    count = 0
    for output in cell.outputs:
        data = output.get("data")
        text = output.get("text") or (data.get("text/plain") if isinstance(data, dict) else None) or ""
        joined = "".join(str(part) for part in text) if isinstance(text, list) else str(text)
        for line in joined.splitlines():
            count += 1
            if count > MAX_LINES:
                return
            if len(line) < 200:
                yield line


def perfect_in_file(text: str) -> Result | None:
    """The first held-out score of a metrics file (JSON) that is nearly perfect.

    Perfect accuracy beside another score that is not means that one class is rare.
    """
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        return None
    scores = [(names, value) for names, value in _numbers(loaded, ()) if not _OTHER.search(".".join(names))]
    for names, value in scores:
        name = _ANY_SCORE.search(names[-1])
        if name is None or not PERFECT <= value <= 1:
            continue
        if _is_accuracy(name[0]) and any(_PARTIAL.search(n[-1]) and v < _GOOD for n, v in scores):
            continue
        key = re.compile(rf'"{re.escape(names[-1])}"\s*:\s*{re.escape(str(value))}')
        line = next((n for n, text_line in enumerate(text.splitlines(), 1) if key.search(text_line)), 1)
        return Result(line, ".".join(names), str(value))
    return None


def _numbers(value: Any, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    if isinstance(value, dict) and len(names) < 5:
        for key, inner in value.items():
            yield from _numbers(inner, (*names, str(key)))
    elif type(value) is float and names:
        yield names, value
