"""Documents as blocks and parts; which of them are design documents; every name of every topic."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.project.documents.blocks import Document
from mlsmells.facts.project.documents.declared import is_declared
from mlsmells.facts.project.documents.hypotheses import hypotheses
from mlsmells.facts.project.documents.reading import read_document
from mlsmells.facts.project.documents.recognition import DESIGN, ONE_PAGER, kind_of
from mlsmells.facts.project.documents.topics import missing, missing_of_one_pager, named_topics
from mlsmells.knowledge.design_template import template
from mlsmells.knowledge.design_topics import fields, launch_parts, metrics, topics

DESIGNS = Path(__file__).resolve().parents[3] / "fixtures" / "project" / "design-section-missing" / "project" / "docs"


def markdown(text: str, path: str = "docs/design.md") -> Document:
    document = read_document(path, text)
    assert document is not None
    return document


def shown(text: str) -> list[str]:
    """``kind:line lead | text`` of every block."""
    return [f"{b.kind}:{b.line} {b.lead} | {b.text}" for b in markdown(text).blocks]


BLOCKS = {
    "headings": ("# One\n\nTwo\n===\n", ["heading:1  | One", "heading:3  | Two"]),
    "bold line": ("**Metric goals**\n", ["heading:1  | Metric goals"]),
    "bold lead": ("**Goal.** Raise recall.\n", ["text:1 Goal | Raise recall."]),
    "bold words in a sentence": ("**Recall** rises.\n", ["text:1  | **Recall** rises.".replace("**", "")]),
    "labels on lines": ("Method: trees\nMetric: recall\n", ["text:1 Method | trees", "text:2 Metric | recall"]),
    "a sentence with a colon": ("We tried what everybody tries in the end: trees.\n",
                                ["text:1  | We tried what everybody tries in the end: trees."]),
    "items": ("- **Metric:** recall\n- plain\n", ["item:1 Metric | recall", "item:2  | plain"]),
    "table": ("| A | B |\n|---|---|\n| Problem | slow |\n", ["row:3 Problem | slow"]),
    "code": ("```bash\nmake\n```\n", ["code:2  | make\n"]),
    "comment": ("<!-- later -->\n", ["comment:1  | later"]),
    "heading in HTML": ("<h2>Data</h2>\n", ["heading:1  | Data"]),
    "front matter": ("---\ntitle: x\n---\n\n# One\n", ["heading:5  | One"]),
    "quote": ("> Bad: improve it\n", ["quote:1 Bad | improve it"]),
    "no heading inside code": ("    # One\n", ["code:1  | # One\n"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(text: str, blocks: list[str]) -> None:
    assert shown(text) == blocks


def test_a_part_ends_at_the_next_heading_of_its_level() -> None:
    parts = {p.title: p.text for p in markdown("# A\n\na\n\n## B\n\nb\n\n# C\n\nc\n").parts()}
    assert parts == {"A": "a\nB\nb", "B": "b", "C": "c"}


NAMES = [(topic.id, name) for topic in topics().values() for name in sorted(topic.names)]


@pytest.mark.parametrize(("topic", "name"), NAMES, ids=[f"{topic}: {name}" for topic, name in NAMES])
def test_every_name_of_a_topic(topic: str, name: str) -> None:
    """As a heading, with a number, as a bold line."""
    for heading in (f"## {name.title()}", f"### 3.1. {name}", f"**{name.capitalize()}:**"):
        assert topics()[topic].is_named(markdown(f"{heading}\n\nText.\n").title), heading


FIELDS = [(field.id, name) for field in fields().values() for name in sorted(field.names)]


@pytest.mark.parametrize(("field", "name"), FIELDS, ids=[f"{field}: {name}" for field, name in FIELDS])
def test_every_label_of_a_hypothesis(field: str, name: str) -> None:
    lead = markdown(f"- **{name.capitalize()}:** something\n").blocks[0].lead
    assert fields()[field].is_named(lead)


def test_every_metric_is_found_by_each_of_its_words() -> None:
    for metric in metrics():
        assert metric.business or metric.code, metric.id
        assert metric.pattern.search(metric.id.replace("-", " ")) or metric.business, metric.id
    assert set(launch_parts()) == {"criteria", "affected", "monitoring", "rollback", "security", "privacy"}


OTHERS = ["Colours", "Acknowledgements", "Database of errors we dislike", "Logging library", "Datatypes", "Riskless"]


@pytest.mark.parametrize("heading", OTHERS)
def test_other_headings_name_no_topic(heading: str) -> None:
    assert named_topics(markdown(f"## {heading}\n\nText.\n")) == {}


def document(name: str) -> Document:
    return markdown((DESIGNS / name).read_text(encoding="utf-8"), f"docs/{name}")


KINDS = {
    "design_complete.md": DESIGN,
    "design_incomplete.md": DESIGN,
    "design_other_names.md": DESIGN,
    "design_bold_leads.md": DESIGN,
    "design_table.md": DESIGN,
    "one_pager.md": ONE_PAGER,
    "rfc_api.md": "",
    "design_colours.md": "",
    "adr-003-boosted-trees.md": "",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items(), ids=KINDS)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(document(name)) == kind


def test_a_design_document_whatever_it_is_called() -> None:
    """The template's own headings are enough, a README's are not."""
    text = (DESIGNS / "design_complete.md").read_text(encoding="utf-8").replace("Design document: churn", "Churn")
    assert kind_of(markdown(text, "docs/plan.md")) == DESIGN
    assert kind_of(markdown(text, "README.md")) == ""


def test_the_template_has_every_part_and_is_recognised() -> None:
    new = markdown(template(title="Churn"), "docs/anything.md")
    assert kind_of(new) == DESIGN
    assert named_topics(new, leads=False).keys() == topics().keys()
    pager = markdown(template(title="Churn", one_pager=True), "docs/anything.md")
    assert kind_of(pager) == ONE_PAGER and list(missing_of_one_pager(pager)) == []


def test_what_words_say_needs_no_heading() -> None:
    base = (DESIGNS / "design_incomplete.md").read_text(encoding="utf-8")
    told = base + "\n\nA dashboard monitors the launch; a feature flag rolls the model back after deployment.\n"
    before, after = ({topic.id for topic, _ in missing(markdown(text))} for text in (base, told))
    assert before - after == {"launch"}


def test_restructured_text() -> None:
    pytest.importorskip("docutils")
    text = (
        "Churn design\n============\n\nProblem\n-------\n\nCustomers leave.\n\n.. later: a drawing\n\n"
        "Metric goals\n------------\n\n:Goal: Raise recall by 5 %.\n\n**Baseline:** the rule.\n\n- one\n- two\n\n"
        "::\n\n    python train.py\n\n.. unknown-directive:: x\n"
    )
    rst = markdown(text, "docs/design.rst")
    assert [(b.text, b.line) for b in rst.blocks if b.kind == "heading"] == [
        ("Churn design", 1), ("Problem", 4), ("Metric goals", 11),
    ]  # fmt: skip
    assert [b.lead for b in rst.blocks if b.lead] == ["Goal", "Baseline"]
    assert [b.text for b in rst.blocks if b.kind == "item" and not b.lead] == ["one", "two"]
    assert "python train.py" in [b.text for b in rst.blocks if b.kind == "code"]
    assert named_topics(rst, leads=False).keys() == {"problem", "metrics"}


def test_restructured_text_includes_no_file(tmp_path: Path) -> None:
    pytest.importorskip("docutils")
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    assert "hidden" not in markdown(f"A\n=\n\n.. include:: {secret}\n", "a.rst").text


HARD = {
    "nothing": "",
    "only front matter": "---\n",
    "no end": "```\nabc",
    "control characters": "# \x00\x1b[31m\n\n\ufeff",
    "deep": "> " * 200 + "x\n",
    "lists": "".join("  " * depth + "- x\n" for depth in range(60)),
    "table without body": "| a |\n|---|\n",
    "half a comment": "<!-- x\n# y\n",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_documents_are_read(text: str) -> None:
    kind_of(markdown(text))


COMPLETE = (DESIGNS / "design_complete.md").read_text(encoding="utf-8")
PLAIN = "# {}\n\n## Metrics\n\nRecall of the model.\n\n## Experiments\n\nTrain it on labels.\n"
DECLARED = {
    "called a design": (PLAIN.format("Churn"), "docs/design.md", True),
    "titled one": (PLAIN.format("Design document: churn"), "docs/churn.md", True),
    "a proposal": (PLAIN.format("Proposal: churn"), "docs/churn.md", True),
    "marked as one": ("<!-- mlsmells: design-document -->\n" + PLAIN.format("Plan"), "docs/plan.md", True),
    "the template's headings": (COMPLETE.replace("Design document: churn", "Churn"), "docs/plan.md", True),
    "a name within a word": (PLAIN.format("Design: logistics of planets"), "docs/design.md", True),
    "a plan": (PLAIN.format("Project plan"), "docs/churn.md", False),
    "a plan in a folder of designs": (PLAIN.format("Churn"), "docs/design/implementation_plan.md", False),
    "a journal": (PLAIN.format("Project design: journal"), "docs/churn.md", False),
    "a list of changes": (PLAIN.format("Churn"), "design/CHANGELOG_v2.md", False),
    "only the form": (PLAIN.format("Churn"), "docs/churn.md", False),
}


@pytest.mark.parametrize(("text", "path", "declared"), DECLARED.values(), ids=DECLARED)
def test_what_calls_itself_a_design(text: str, path: str, declared: bool) -> None:
    assert is_declared(markdown(text, path)) is declared


SAID = {
    "of customers": ("Hypothesis 1: customers who leave call less often", True),
    "of demand": ("Hypothesis 2: demand is higher on warm days", True),
    "with a number": ("Hypothesis 3: one in five leaves within 30 days", True),
    "a model": ("Hypothesis 1: a transformer will do", False),
    "a feature": ("Hypothesis 1: the number of calls as a feature", False),
    "a metric": ("Hypothesis 1: calls raise recall", False),
    "it is better": ("Hypothesis 1: tickets are better than calls", False),
    "a labelled part": ("Hypothesis 1: customers leave after calls\n\n- **Timebox:** 5 days", False),
}


@pytest.mark.parametrize(("text", "about_data"), SAID.values(), ids=SAID)
def test_statements_about_the_data(text: str, about_data: bool) -> None:
    assert [one.is_about_data for one in hypotheses(markdown(f"## {text}\n\nSee below.\n"))] == [about_data]
