"""What a document promises in numbers: metric goals, and the metrics and baselines that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import Block, Document, Part
from mlsmells.facts.project.documents.topics import is_left_out, told
from mlsmells.knowledge.design_topics import NamedMetric, baselines, metrics

_GOAL = regex(
    r"\b(?:improv\w+|increas\w+|rais\w+|reduc\w+|decreas\w+|lower\w*|boost\w*|better|reach\w*|achiev\w+|maximi[sz]\w+|"
    r"minimi[sz]\w+|at least|at most|target|optimi[sz]\w+|enhanc\w+|exceed\w*|cut|halve|"
    r"double|higher|fewer|less)\b|[≥≤<>]",
    re.IGNORECASE,
)
# A number that says how much; the 1 of F1, the 95 of p95 and a date say something else.
_NUMBER = regex(
    r"(?<![\w.@#/-])[~±+<>≥≤-]?\s?\$?€?\d[\d,.]*\s*(?:%|percent|pp|points?|x\b|k\b|m?s\b)?(?![\w-])"
    r"|\b(?:half|halve|double|twice|third|quarter|zero)\b",
    re.IGNORECASE,
)
_NO_NUMBER = regex(
    r"\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b|\bq[1-4]\b|\b(?:section|step|phase|figure|table|version|v)\s*\d[\d.]*", 2
)
_TRADE_OFF = regex(
    r"\b(?:without|while (?:keeping|holding|maintaining|preserving)|no more than|at most|"
    r"not (?:below|under|worse|more)|"
    r"must not|may not|at the same|at no|trade-?offs?|in exchange|guardrails?|no (?:drop|"
    r"loss|regression|increase)|keep\w*|"
    r"for (?:the )?(?:\w+ )?(?:class|segment|group|users?|customers?|cases|each|every|all|new|top|"
    r"small|large|minority|\w+ class)|"
    r"per (?:class|segment|group|category|region|user|store|customer|\w+)|"
    r"on (?:the )?(?:hold-?out|test|validation|held)|"
    r"at (?:a )?(?:\w+ )?(?:precision|recall|specificity|threshold|\d)|subset|slice|cohort|subgroup|among|within|"
    r"at fixed|constant|unchanged|provided|as long as|positive class|minority)\b",
    re.IGNORECASE,
)
_LINKED = regex(r"https?://|<[^\s<>]+\.\w+(?:#[^\s<>]*)?>|\]\(|\b[A-Z]{2,8}-\d+\b|\bOKR\b")
_QUALITATIVE = regex(
    r"\b(?:qualitative|exploratory|no numeric|cannot be (?:measured|quantified)|not (?:yet )?quantif\w+|no number)\b", 2
)
_EXAMPLE = regex(r"^\W*(?:bad|ok|okay|fair|good|better|vague|weak|poor)(?: example)?\s*(?:[:–—-]|$)", re.IGNORECASE)
# A condition that a run decides: "must beat the mean baseline".
_COMPARED = regex(
    r"\b(?:must|has to|have to|needs? to|only if|fails? unless)\b[^.;\n]{0,40}\b(?:beat|outperform|exceed|surpass)\w*"
    r"\b[^.;\n]{0,40}\b(?:baseline|dummy|naive|majority|benchmark|current|present|existing|last)\b",
    re.IGNORECASE,
)
_BASELINE = regex(r"\bbaselines?\b", re.IGNORECASE)
_EITHER = regex(r"\w ?/ ?\w|\bor\b", re.IGNORECASE)


class Goal(NamedTuple):
    """The metric goals of a document as a whole, at the first that says something."""

    text: str
    line: int
    lacks: tuple[str, ...]  # of a metric and a number
    bounded: bool  # says for whom, or what may not get worse


def vague_goals(document: Document) -> Iterator[Goal]:
    """What is left to wish of the metric goals; nothing where they cannot be found or are told elsewhere."""
    parts = [part for part in told(document, "metrics").parts if not part.is_empty and not is_left_out(part)]
    statements = [block for part in parts for block in _statements(part)]
    whole = "\n".join(part.text for part in parts)
    if not statements or _LINKED.search(whole) or _QUALITATIVE.search(whole):
        return
    wanted = [block for block in statements if _GOAL.search(block.whole)] or statements
    lacks = min((_lacking(_with_header(block)) for block in statements), key=len)
    if len(lacks) == 1 and not _lacking(whole):
        lacks = ()  # one paragraph names the metric, the next how much
    first = wanted[0]
    yield Goal(cut(first.whole), first.line, lacks, _TRADE_OFF.search(whole) is not None or len(metrics_in(whole)) > 1)


def _statements(part: Part) -> Iterator[Block]:
    for block in part.blocks:
        said = block.kind in ("text", "item", "row") and block.whole.strip()
        if said and not _EXAMPLE.match(block.whole):
            yield block


def _with_header(block: Block) -> str:
    return f"{' '.join(block.header)} {block.whole}"


def _lacking(text: str) -> tuple[str, ...]:
    found = []
    if not metrics_in(text):
        found.append("metric")
    if not has_number(text) and not _COMPARED.search(text):
        found.append("number")
    return tuple(found)


def has_number(text: str) -> bool:
    """A number that says how much."""
    return any(char.isdigit() for m in _NUMBER.finditer(_NO_NUMBER.sub(" ", text)) for char in m[0]) or bool(
        re.search(r"\b(?:half|halve|double|twice|zero|one third|a third|a quarter)\b", text, re.IGNORECASE)
    )


def metrics_in(text: str) -> list[NamedMetric]:
    """The metrics that a text names."""
    return [metric for metric in metrics() if metric.pattern.search(text)]


def cut(text: str, most: int = 60) -> str:
    """The beginning of a text, for a message."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


class Promised(NamedTuple):
    """A metric or a baseline that the document commits to, and where; ``code`` of alternatives is that of all."""

    name: str
    line: int
    code: tuple[str, ...]


def promised_metrics(document: Document) -> Iterator[Promised]:
    """Metrics of the code that the metric goals and the metric fields of hypotheses name, with a number."""
    seen: set[str] = set()
    for part in told(document, "metrics").parts:
        for block in _statements(part):
            for metric in metrics_in(block.whole) if has_number(block.whole) else ():
                if metric.id not in seen and not metric.business:
                    seen.add(metric.id)
                    found = metric.pattern.search(block.whole)
                    yield Promised(found[0] if found else metric.id, block.line, metric.code)


def promised_baselines(document: Document) -> Iterator[Promised]:
    """Simple models that a sentence calls the baseline."""
    seen: set[str] = set()
    for block in document.blocks:
        if block.kind not in ("text", "item", "row"):
            continue
        for sentence in re.split(r"(?<=[.;!?])\s|\n", block.whole):
            named = _named(sentence) if _BASELINE.search(sentence) else []
            either = tuple(word for _, code in named for word in code) if _EITHER.search(sentence) else ()
            for name, code in named:
                if name not in seen:
                    seen.add(name)
                    yield Promised(name, block.line, either or code)


def _named(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(name, code) for name, pattern, code in baselines() if pattern.search(sentence)]
