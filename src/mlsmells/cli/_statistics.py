"""How many findings there are: by rule, family, practice and document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.engine.practices import practices_of
from mlsmells.engine.registry import by_code

if TYPE_CHECKING:
    from mlsmells.config import Config
    from mlsmells.engine.project import ProjectResult


def statistics(run: ProjectResult, config: Config) -> Iterator[str]:
    """A line a name, the most frequent first. A finding counts for each practice that its rule serves."""
    rules: Counter[str] = Counter()
    families: Counter[str] = Counter()
    practices: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for at in (*run.findings, *run.errors):
        code = at.finding.code
        rules[f"{code}  {at.finding.name}"] += 1
        families[by_code()[code].family] += 1
        serving = practices_of(code, config)
        practices.update(practice.id for practice in serving)
        documents.update({source.title for practice in serving for source in practice.sources})
    tables = {"rule": rules, "family": families, "practice": practices, "document": documents}
    for what, counts in tables.items():
        if counts:
            yield f"By {what}:"
            yield from (f"{n:>6}  {name}" for name, n in sorted(counts.items(), key=lambda row: (-row[1], row[0])))
