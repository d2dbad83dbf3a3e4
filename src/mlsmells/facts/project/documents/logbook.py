"""The experiment log of a document: its entries, their dates, and whether any tells of a failure."""

from __future__ import annotations

from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import Block, Document, Part
from mlsmells.facts.project.documents.topics import is_left_out, told

_DATE = regex(r"\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_FAILED = regex(
    r"\b(?:fail\w*|reject\w*|no (?:gain|improvement|effect|difference|lift)|did not|didn't|"
    r"does not|worse|dropped|abandon\w*|"
    r"refut\w*|negative|disproved|discard\w*|not significant|hurt|stopped|below|declin\w+|decreas\w+|❌|✗|✘)",
    2,
)
_TRACKER = regex(
    r"\b(?:mlflow|wandb|weights (?:&|and) biases|neptune|comet|clearml|tensorboard|dvc exp)\b|https?://", 2
)
_TITLE = regex(r"\b(?:log|journal|history|notebook|tracking)\b", 2)


class Log(NamedTuple):
    """A log: where it stands, how many entries it has, the last date, and whether one tells of a failure."""

    line: int
    entries: int
    last: str
    failed: bool
    elsewhere: bool


def log_of(document: Document) -> Log | None:
    """The experiment log; None for a document without one."""
    parts = [p for p in told(document, "log").parts if _TITLE.search(p.title) and not is_left_out(p)]
    if not parts:
        return None
    part = parts[0]
    entries = [block for block in part.blocks if _is_entry(block)]
    dates = sorted(f"{d[1]}-{int(d[2]):02}-{int(d[3]):02}" for b in part.blocks for d in _DATE.finditer(b.whole))
    return Log(
        part.line, len(entries), dates[-1] if dates else "", _FAILED.search(part.text) is not None, _is_elsewhere(part)
    )


def _is_entry(block: Block) -> bool:
    cells = block.cells or (block.whole,)
    said = [cell for cell in cells if cell.strip(" .–—-") and cell.strip() not in ("TODO", "TBD")]
    return (block.kind in ("row", "item", "heading") and len(said) >= min(2, len(cells))) or bool(
        _DATE.search(block.whole)
    )


def _is_elsewhere(part: Part) -> bool:
    return _TRACKER.search(part.text) is not None
