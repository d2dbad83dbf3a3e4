"""The pages about the engine: their examples are run, and what they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import engine_docs
from structure import FACTS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mlsmells"
CONCEPTS = ("value", "rows", "event", "transfer", "observer", "summary")
GUIDES = [*sorted(engine_docs.PAGES.glob("*.md")), ROOT / "CONTRIBUTING.md"]
PAGE = """# A page

```python
x = {}
```

`mlsmells facts train.py` prints:

```text
{}
```

And then.
"""


def test_what_an_example_prints_is_written_below_it() -> None:
    stale = PAGE.format("3", "something else")
    assert engine_docs.fresh(stale) == PAGE.format("3", "role library\nlibraries -")
    assert engine_docs.fresh(engine_docs.fresh(stale)) == engine_docs.fresh(stale)


def test_an_example_without_its_print_stays_as_it_is() -> None:
    text = "```python\nx = 1\n```\n\nNothing.\n"
    assert engine_docs.fresh(text) == text


def test_a_summary_is_written_below_its_example() -> None:
    page = PAGE.format("3", "") + "Its summary:\n\n```json\n{}\n```\n\nThe end.\n"
    found = engine_docs.fresh(page)
    assert '"role": "library"' in found and found.endswith("```\n\nThe end.\n")


@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_concept_has_a_page_with_an_example(concept: str) -> None:
    text = (engine_docs.PAGES / f"{concept}.md").read_text(encoding="utf-8")
    (example,) = engine_docs.EXAMPLE.finditer(text)
    assert len(example["code"].splitlines()) <= 14
    assert len(example["printed"].splitlines()) > 3
    assert len(text.splitlines()) <= 90


def test_the_overview_names_all_pages_and_all_floors_in_order() -> None:
    text = (engine_docs.PAGES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\((\w+)\.md\)", text)) == set(CONCEPTS)
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == FACTS


@pytest.mark.parametrize("page", GUIDES, ids=[page.name for page in GUIDES])
def test_the_files_that_a_page_names_are_there(page: Path) -> None:
    """A bare name stands for a file beside the one named before it."""
    beside = SOURCE
    for name in re.findall(r"`([\w/.*-]+(?:\.py|\.yaml|\.md|/))`", page.read_text(encoding="utf-8")):
        places = [folder for folder in (SOURCE, ROOT, beside) if list(folder.glob(name.rstrip("/")))]
        assert places, name
        beside = (places[0] / name).parent
