"""What pages written by hand show, kept true: what an example prints, and source that they quote.

``tools/docs.py`` writes the pages and tells stale ones. Below an example and "`mlsmells facts NAME` prints:" stands
what it prints; below ``<!-- From PATH: NAME, NAME -->`` stand these definitions of a file, as they are.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from mlsmells.facts import Facts, build
from mlsmells.facts.analyses.summaries.file import summarise
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "docs" / "engine"
EXAMPLE = re.compile(
    r"```python\n(?P<code>[^`]*)```\n\n`mlsmells facts (?P<name>\S+)` prints:\n\n```text\n(?P<printed>.*?)```"
    r"(?P<between>[^`]*```json\n)?(?P<summary>[^`]*)?",
    re.DOTALL,
)
QUOTE = re.compile(r"(?P<from><!-- From (?P<path>\S+): (?P<names>[\w, ]+) -->\n```python\n).*?```", re.DOTALL)
# What the page about summaries shows of one.
SHOWN = ("role", "reads", "fits", "metrics")


def pages() -> dict[str, str]:
    """Path below docs/ → text, as the pages should be."""
    engine = {f"engine/{path.name}": path for path in sorted(ENGINE.glob("*.md"))}
    found = {**engine, "../CONTRIBUTING.md": ROOT / "CONTRIBUTING.md"}
    return {name: fresh(path.read_text(encoding="utf-8")) for name, path in found.items()}


def fresh(text: str) -> str:
    """A page with what its examples print now, and with the source it quotes as it is now."""
    return QUOTE.sub(_quoted, EXAMPLE.sub(_printed, text))


def _printed(match: re.Match[str]) -> str:
    facts = build(source_from_text(match["code"], match["name"]))
    printed = "".join(f"{line}\n" for line in lines(facts))
    before = match[0][: match.start("printed") - match.start()] + printed + "```"
    return before + (match["between"] + _summary(facts) if match["between"] else match["summary"])


def _summary(facts: Facts) -> str:
    kept = summarise(facts)
    rows = (f"  {json.dumps(name)}: {json.dumps(kept[name])}" for name in SHOWN)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _quoted(match: re.Match[str]) -> str:
    text = (ROOT / match["path"]).read_text(encoding="utf-8")
    named = {name: source for statement in ast.parse(text).body for name, source in _named(text, statement)}
    return match["from"] + "\n\n\n".join(named[name] for name in match["names"].split(", ")) + "\n```"


def _named(text: str, statement: ast.stmt) -> list[tuple[str, str]]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            start = min(node.lineno for node in (*statement.decorator_list, statement))
        case ast.Assign(targets=[ast.Name(id=name)]):
            start = statement.lineno
        case _:
            return []
    return [(name, "\n".join(text.splitlines()[start - 1 : statement.end_lineno]))]
