"""The design document that ``mlsmells design new`` writes: ``design_template.md`` and ``one_pager.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent / "design_template.md"
ONE_PAGER = Path(__file__).parent / "one_pager.md"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def template(*, title: str, one_pager: bool = False) -> str:
    """The text of a new document."""
    return (ONE_PAGER if one_pager else FILE).read_text(encoding="utf-8").replace("{title}", title)


def prompts() -> Iterator[str]:
    """The sentences that ask for something: whoever leaves one has not answered it."""
    for file in (FILE, ONE_PAGER):
        for line in _COMMENT.sub("", file.read_text(encoding="utf-8")).splitlines():
            text = re.sub(r"^\s*(?:[-*]|\d+\.)\s*(?:\*\*[^*]+\*\*:?)?\s*", "", line).strip().strip("_*")
            if len(text) > 25 and not line.startswith(("#", ">")):
                yield text
