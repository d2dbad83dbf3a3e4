"""The examples in ``docs/engine``, run: what ``mlsmells facts`` prints for each, written below it.

``tools/docs.py`` writes the pages and tells stale ones; the text around the examples is written by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.summary import summarise
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

PAGES = Path(__file__).resolve().parent.parent / "docs" / "engine"
EXAMPLE = re.compile(
    r"```python\n(?P<code>[^`]*)```\n\n`mlsmells facts (?P<name>\S+)` prints:\n\n```text\n(?P<printed>.*?)```"
    r"(?P<between>[^`]*```json\n)?(?P<summary>[^`]*)?",
    re.DOTALL,
)
# What the page about summaries shows of one.
SHOWN = ("role", "reads", "fits", "metrics")


def fresh(text: str) -> str:
    """A page with what its examples print now."""
    return EXAMPLE.sub(_filled, text)


def _filled(match: re.Match[str]) -> str:
    facts = build(source_from_text(match["code"], match["name"]))
    printed = "".join(f"{line}\n" for line in lines(facts))
    before = match[0][: match.start("printed") - match.start()] + printed + "```"
    return before + (match["between"] + _summary(facts) if match["between"] else match["summary"])


def _summary(facts: Facts) -> str:
    kept = summarise(facts)
    rows = (f"  {json.dumps(name)}: {json.dumps(kept[name])}" for name in SHOWN)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def pages() -> dict[str, str]:
    """Path below docs/ → text, as the pages should be."""
    return {f"engine/{path.name}": fresh(path.read_text(encoding="utf-8")) for path in sorted(PAGES.glob("*.md"))}
