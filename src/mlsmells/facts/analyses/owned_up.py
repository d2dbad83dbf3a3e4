"""A leak that the author names and then corrects: a section shows the wrong way, the next the right way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.said import said_beside
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Event, Fit, Resample
from mlsmells.facts.syntax.words import words_of

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts
    from mlsmells.sources import Source

_LEAK = regex(r"\bleak(?:y|s|ed|ing|age)?\b|\bvazamento\b", re.IGNORECASE)
# Beside the code: how not to do it.
_WRONG = regex(
    r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|leaky|flawed|mistake|anti-?pattern|bad (?:way|practice|example)|"
    r"do(?: not|n'?t) do (?:this|it)|never do (?:this|it)|how not to)\b",
    re.IGNORECASE,
)
# Later on: it was found, or its cause is told.
_ADMITS = regex(
    r"problem|wrong|error|\berros?\b|mistake|incorrect|flaw|found|identif|introduc|suffer|because|caused?|"
    r"\b(?:there is|we have|temos|had|has|was|were|leaked|leaks)\b",
    re.IGNORECASE,
)
# ``split first, to avoid data leakage`` is said of what is right, or believed to be.
_AVOIDS = regex(
    r"avoid|prevent|without|\b(?:no|not|sem|non|zero)\b|safe|guarant|guard|ensur|otherwise|\bfree\b|evita|check|protect",
    re.IGNORECASE,
)
_HOW_NOT = regex(r"how not to|do not do|don'?t do", re.IGNORECASE)
# What leaks are usually about; a text that names none of it is about any.
_TOPIC = regex(
    r"scal|normali[sz]|standardi[sz]|encod|imput|fill|select|smote|sampl|pca|component|vectori[sz]|tf-?idf|mean",
    re.IGNORECASE,
)
_TRAINED = frozenset({"train", "fold-train"})
_LABEL = 70  # characters of a heading or a remark; longer lines explain what is right
_SHORT = 4  # letters that words of one stem share


def owned_up(facts: Facts, line: int, what: str, *used: Event | None) -> bool:
    """The leak at this line, made by ``what``, is called wrong there or later on, and done otherwise afterwards.

    ``used``: where the model meets it.
    """
    told = _named_at(facts, line, what)
    done = max((event.line for event in used if event is not None), default=line)
    return told is not None and _done_again(facts, max(told - 1, done), what)


def _named_at(facts: Facts, line: int, what: str) -> int | None:
    """The line from which on it is known."""
    beside = (text for said in said_beside(facts, line) for text in said.splitlines() if len(text) <= _LABEL)
    wrong = (text for text in beside if _WRONG.search(text) or _LEAK.search(text))
    if not all(_AVOIDS.search(_HOW_NOT.sub("", text)) for text in wrong):
        return line
    return next((at for at, text in _texts(facts.source) if at > line and _admits(text, what)), None)


def _admits(text: str, what: str) -> bool:
    said = [line for line in text.splitlines() if not _AVOIDS.search(line)]
    if not any(map(_LEAK.search, said)) or not any(map(_ADMITS.search, said)):
        return False
    topics = {found.group().lower()[:_SHORT] for found in _TOPIC.finditer(text)}
    return not topics or any(word[:_SHORT] in text.lower() for word in words_of(what) if len(word) >= _SHORT)


def _texts(source: Source) -> Iterator[tuple[int, str]]:
    """Documents and comments, each with the line of code that follows it."""
    for cell in source.cells:
        if cell.kind == "markdown":
            after = next((c.start for c in source.cells[cell.index :] if c.kind == "code" and c.physical_lines), None)
            if after is not None:
                yield after, cell.source
    block: list[str] = []
    for number, text in enumerate(source.lines, 1):
        if text.lstrip().startswith("#"):
            block.append(text)
        elif block:
            yield number, "\n".join(block)
            block = []


def _done_again(facts: Facts, line: int, what: str) -> bool:
    """A model is fitted afterwards; if a transformer leaked, one of its class is fitted on training rows by then."""
    later = [fit for fit in facts.everywhere(Fit) if fit.line > line]
    if not any(fit.obj.predicts for fit in later):
        return False
    if not any(obj.short == what for obj in facts.objects):
        return True  # a statistic or a column: what comes instead of it may be anything
    again = [fit for fit in later if any(inner.short == what for inner in fit.obj.tree())]
    sampled = [r.X for r in facts.everywhere(Resample) if r.line > line and r.obj is not None and r.obj.short == what]
    if any(X is not None and R.parts(X.rows) & _TRAINED for X in sampled):
        return True
    return any(fit.obj.short != what or R.parts(fit.rows) & _TRAINED for fit in again)
