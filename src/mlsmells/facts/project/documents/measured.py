"""What a design document promises, against the code: metrics, baselines, timeboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mlsmells.facts.project.documents.blocks import Document
from mlsmells.facts.project.documents.goals import Promised, promised_baselines, promised_metrics
from mlsmells.facts.project.documents.hypotheses import Hypothesis, hypotheses
from mlsmells.facts.project.documents.topics import told
from mlsmells.facts.syntax.files import text_of

if TYPE_CHECKING:
    from mlsmells.facts.project.model import Project


class Code:
    """The words of a project's code, for one question each."""

    def __init__(self, project: Project) -> None:
        texts = [text_of(project.root / path) for path in project.summaries if project.role(path) != "test"]
        # A file that is too large may say anything.
        self.is_known = bool(texts) and all(texts) and any(_trains(project, path) for path in project.summaries)
        self.text = "\n".join(texts)
        self.low = self.text.lower()

    def computes(self, promised: Promised) -> bool:
        """A word of the code says so."""
        return any(re.search(_pattern(word), self.low) for word in (*promised.code, promised.name))

    def holds(self, promised: Promised) -> bool:
        """The model, or anything that is called a baseline, is in the code."""
        return "baseline" in self.low or any(word in self.text for word in promised.code)


def _pattern(word: str) -> str:
    """Inside longer names too (``val_recall``); a short one must stand alone or between underscores."""
    low = re.escape(word.lower().replace(" ", "_"))
    return low if len(word) > 4 or not word.isalnum() else rf"(?<![a-z]){low}(?![a-z])"


def _trains(project: Project, path: str) -> bool:
    summary = project.summaries[path]
    return bool(summary["fits"] or summary["metrics"] or summary["training"])


def not_computed(document: Document, code: Code) -> Iterator[Promised]:
    """Metrics that the document promises and the code does not know."""
    return (one for one in promised_metrics(document) if not code.computes(one))


def not_built(document: Document, code: Code) -> Iterator[Promised]:
    """Baselines that the document names and the code does not have."""
    return (one for one in promised_baselines(document) if not code.holds(one))


def overdue(document: Document, project: Project) -> Iterator[tuple[Hypothesis, date]]:
    """Hypotheses whose time was up before the last commit, without a word on how it went."""
    today = None
    log = told(document, "log").text.lower()
    for hypothesis in hypotheses(document):
        days, until = hypothesis.timebox
        if not (days or until) or hypothesis.is_done or _in_log(hypothesis, log):
            continue
        today = today or project.history.today()
        end = _end(project, document, hypothesis, days=days, until=until)
        if today is not None and end is not None and end < today:
            yield hypothesis, end


def _end(project: Project, document: Document, hypothesis: Hypothesis, *, days: int, until: str) -> date | None:
    if until:
        try:
            return date.fromisoformat(until)
        except ValueError:
            return None
    begun = project.history.line_day(document.path, hypothesis.line)
    return begun + timedelta(days=days) if begun is not None else None


def _in_log(hypothesis: Hypothesis, log: str) -> bool:
    number = re.search(r"\d+", hypothesis.name)
    if number is None:
        return any(word in log for word in re.findall(r"\w{6,}", hypothesis.name.lower())[:3])
    return re.search(rf"\b(?:hypothesis|h|experiment|exp|e)\s*#?\s*{number[0]}\b", log) is not None
