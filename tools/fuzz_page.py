"""The figures of fuzzing as a table in docs/reliability.md, between two marks."""

from __future__ import annotations

import json
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
_KINDS = {
    "grammar": "programs from Python's grammar (hypothesmith), some with libraries in use",
    "cuts": "every fixture, cut off behind each token or line",
    "tokens": "tokens lost, doubled, swapped, foreign",
    "lines": "lines lost, doubled, moved, indented, foreign",
    "trees": "statements and expressions of several fixtures grafted onto each other",
    "bytes": "encodings, marks, line ends, control characters, noise",
    "notebooks": "notebooks with changed JSON, modules as notebooks, notebooks in notebooks",
}


def table(figures: dict[str, dict[str, float]]) -> str:
    rows = ["| inputs | number | parsed | with findings | ms each | slowest, s | failures |", "|---|" + "---:|" * 6]
    total = [0.0, 0.0, 0.0, 0.0]
    for kind, what in _KINDS.items():
        one = figures.get(kind)
        if one is None:
            continue
        failures = sum(one["failures"].values())  # type: ignore[attr-defined]
        numbers = (one["inputs"], one["parsed"], one["findings"], failures)
        total = [a + b for a, b in zip(total, numbers, strict=True)]
        each, slowest = one["seconds"] / one["inputs"] * 1000, one["slowest"]
        shown = " | ".join(f"{number:,}" for number in numbers[:3])
        rows.append(f"| {what} | {shown} | {each:.1f} | {slowest:.1f} | {failures} |")
    rows.append(f"| **all** | {total[0]:,.0f} | {total[1]:,.0f} | {total[2]:,.0f} | | | {total[3]:.0f} |")
    return "\n".join(rows) + "\n"


def write(file: Path) -> int:
    """Put the figures of a file into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    figures = json.loads(file.read_text(encoding="utf-8"))
    PAGE.write_text(f"{before}{BEGIN}\n{table(figures)}\n{END}{after}", encoding="utf-8")
    return 0
