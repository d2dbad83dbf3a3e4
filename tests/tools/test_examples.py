"""Pages written by hand: their examples are run, what they quote and name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import examples
from mlsmells.facts.domain import rows as R
from structure import FACTS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mlsmells"
CONCEPTS = ("value", "rows", "event", "transfer", "observer", "summary")
GUIDES = [*sorted(examples.ENGINE.glob("*.md")), ROOT / "CONTRIBUTING.md"]
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
    assert examples.fresh(stale) == PAGE.format("3", "role library\nlibraries -")
    assert examples.fresh(examples.fresh(stale)) == examples.fresh(stale)


def test_an_example_without_its_print_stays_as_it_is() -> None:
    text = "```python\nx = 1\n```\n\nNothing.\n"
    assert examples.fresh(text) == text


def test_a_summary_is_written_below_its_example() -> None:
    page = PAGE.format("3", "") + "Its summary:\n\n```json\n{}\n```\n\nThe end.\n"
    found = examples.fresh(page)
    assert '"role": "library"' in found and found.endswith("```\n\nThe end.\n")


def test_a_quote_is_what_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "ROOT", tmp_path)
    (tmp_path / "a.py").write_text(
        "import x\n\nA = (\n    1,\n)\n\n\n@x\ndef f():\n    pass\n\n\nB = 2\n", encoding="utf-8"
    )
    page = "Before.\n\n<!-- From a.py: {} -->\n```python\n{}```\nAfter.\n"
    assert examples.fresh(page.format("f", "old\n")) == page.format("f", "@x\ndef f():\n    pass\n")
    both = "A = (\n    1,\n)\n\n\nB = 2\n"
    assert examples.fresh(page.format("A, B", "")) == page.format("A, B", both)
    with pytest.raises(KeyError):
        examples.fresh(page.format("gone", ""))


@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_concept_has_a_page_with_an_example(concept: str) -> None:
    text = (examples.ENGINE / f"{concept}.md").read_text(encoding="utf-8")
    (example,) = examples.EXAMPLE.finditer(text)
    assert len(example["code"].splitlines()) <= 14
    assert len(example["printed"].splitlines()) > 3
    assert len(text.splitlines()) <= 90


def test_the_overview_names_all_pages_and_all_floors_in_order() -> None:
    text = (examples.ENGINE / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\((\w+)\.md\)", text)) == set(CONCEPTS)
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == FACTS


@pytest.mark.parametrize("page", GUIDES, ids=[page.name for page in GUIDES])
def test_the_files_that_a_page_names_are_there(page: Path) -> None:
    """A bare name stands for a file beside one that was named before."""
    folders = [SOURCE, ROOT]
    for name in re.findall(r"`([\w/.*-]+(?:\.py|\.yaml|\.md|/))`", page.read_text(encoding="utf-8")):
        place = next((folder for folder in folders if list(folder.glob(name.rstrip("/")))), None)
        assert place is not None, name
        folders.append((place / name).parent)


ALGEBRA = re.compile(r"^\| (?:`(\w+)\(a, b\)`.*?)?\| `(\S+)`, `(\S+)` \| (yes|no|the step)(?:.*`(\S+)`)?", re.MULTILINE)


def atoms(text: str) -> R.Rows:
    """``D1/S1.train`` as a row set."""
    source, *steps = text.split("/")
    return frozenset({(int(source[1:]), tuple((split, part) for split, _, part in (s.partition(".") for s in steps)))})


def test_the_questions_to_row_sets_have_the_answers_that_the_page_gives() -> None:
    rows = ALGEBRA.findall((examples.ENGINE / "rows.md").read_text(encoding="utf-8"))
    assert len(rows) == 5
    question = ""
    for name, a, b, answer, step in rows:
        question = name or question
        found = getattr(R, question)(atoms(a), atoms(b))
        assert found == (tuple(step.split(".")) if answer == "the step" else answer == "yes"), (question, a, b)
