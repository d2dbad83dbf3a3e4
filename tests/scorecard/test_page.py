"""The page: it holds what was found, gives no orders to a browser, needs no network, stays small and the same."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from mlsmells.config import Citation, Document, Practice, PracticeMap
from mlsmells.core import Confidence, Finding, Fix, Severity, Span
from mlsmells.engine.located import Line, Located, Step
from mlsmells.engine.project import ProjectResult
from mlsmells.report import escape
from mlsmells.scorecard import PracticeState, Proof, State, html

from .reading import Page

pytest.importorskip("jinja2", reason="the extra report is not installed")

HOSTILE = {
    "script": "<script>alert(1)</script>.py",
    "end of script": "</script></style></title><img src=x onerror=alert(1)>.py",
    "attribute": '" onmouseover="alert(1)" \'.py',
    "entity": "&lt;script&gt;&amp;.py",
    "template": "{{ 7 * 7 }}{% raw %}{# #}.py",
    "comment": "--><!--.py",
    "link": "javascript:alert(1)",
    "svg": "<svg/onload=alert(1)>.py",
    "cdata": "]]><![CDATA[.py",
    "terminal": "a\x1b[31m\x00\u202e.py",
    "undecodable": "a\udcff.py",
}
WORDS = frozenset({"class", "id", "href", "for", "aria-labelledby", "data-level", "data-family"})


def located(text: str = "train.py", number: int = 0, **changes: Any) -> Located:
    fix = Fix(text, (), why=text)
    finding = Finding("MLS103", text, text, Severity.WARNING, Confidence.HIGH, Span(9, 4, 9, 6), fix=fix)
    record: dict[str, Any] = {
        "path": text, "line": 9 + number, "column": 5, "end_line": 9, "end_column": 7, "cell": None,
        "physical_line": 9, "fingerprint": f"{number:016x}",
        "steps": (Step(text, Line(3, None, text, 3)),),
        "frame": (Line(8, None, text, 8), Line(9, None, text, 9)),
        **changes,
    }  # fmt: skip
    return Located(finding, **record)


def made(*findings: Located, text: str = "plain", url: str = "", seconds: float = 1.5) -> str:
    return html(**inputs(*findings, text=text, url=url, seconds=seconds))


def inputs(*findings: Located, text: str = "plain", url: str = "", seconds: float = 1.5) -> dict[str, Any]:
    errors = (replace(findings[0], path=text),) if findings else ()
    run = ProjectResult(findings, errors, (text,), seconds)
    practice = Practice(text, text, text, (Citation("d", text, text),), rules=("MLS103",))
    proof = Proof(text, "MLS103", text, text, 3)
    states = (PracticeState(practice, State.BROKEN, text, (proof,), findings, ("MLS103",)),)
    practices = PracticeMap({"d": Document("d", text, url)}, (practice,))
    return {"run": run, "states": states, "practices": practices, "name": text, "paths": [text]}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """The page has the same elements and attributes whatever the names are, and shows them letter by letter."""
    plain, page = Page(made(located())), Page(made(located(text), text=text, url=text))
    assert [(tag, [*attributes]) for tag, attributes in page.tags] == [(t, [*a]) for t, a in plain.tags]
    own = [{name: value for name, value in attributes.items() if name in WORDS} for _, attributes in page.tags]
    assert own == [{name: value for name, value in a.items() if name in WORDS} for _, a in plain.tags]
    for tag in ("title", "h1", "h2", "pre", "li", "article"):
        assert (escape(text) in page.text(tag)) == ("train.py" in plain.text(tag) or "plain" in plain.text(tag)), tag
    assert page.text("script") == plain.text("script") and page.text("style") == plain.text("style")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_is_obeyed_gets_through(text: str) -> None:
    told = made(located(text), text=text, url=text)
    assert told.encode("utf-8") and not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ufffe]", told)


@pytest.mark.parametrize(
    "url, linked", [("https://a.b/c?d=1&e", True), ("javascript:alert(1)", False), ("//a.b", False)]
)
def test_only_a_web_address_of_a_document_is_a_link(url: str, linked: bool) -> None:
    assert (url in Page(made(located(), url=url)).all("href")) == linked


def test_no_network_and_no_foreign_script() -> None:
    page = Page(made(located()))
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "video"})
    assert page.all("src") == [] and page.all("style") == []
    assert all(href.startswith("#") for href in page.all("href"))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    (policy,) = [value for value in page.all("content") if "default-src" in value]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "url(" not in page.text("style") and "@import" not in page.text("style")


def test_the_policy_names_the_digests_of_our_own_style_and_script() -> None:
    import base64
    import hashlib

    text = made(located())
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in text


def test_a_reader_without_eyes_or_mouse_finds_the_way() -> None:
    page = Page(made(located(), located("b.py", 1)))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    wanted = [href[1:] for href in page.all("href")] + " ".join(page.all("aria-labelledby")).split()
    assert set(wanted) <= set(ids)
    assert ("html", {"lang": "en"}) in page.tags
    assert [tag for tag, _ in page.tags].count("h1") == 1 and [tag for tag, _ in page.tags].count("main") == 1
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    labelled = re.findall(r"<label>.*?</label>", made(located()), re.DOTALL)
    assert sum("<input" in one or "<select" in one for one in labelled) == 6


def test_without_a_script_all_is_there_but_the_filter() -> None:
    form = next(attributes for tag, attributes in Page(made(located())).tags if tag == "form")
    assert "hidden" in form
    assert not [a for tag, a in Page(made(located())).tags if tag == "article" and "hidden" in a]


@pytest.mark.parametrize("number, long", [(5_000, "x"), (3_000, "é<" * 4_000)], ids=["many", "many long lines"])
def test_under_a_megabyte_whatever_there_is(number: int, long: str) -> None:
    found = [located("train.py", n, frame=(Line(9 + n, None, long, 9),)) for n in range(number)]
    text = made(*found)
    assert 100_000 < len(text.encode()) < 1_000_000
    shown = text.count("<article")
    assert f"{number - shown} of {number} findings found no room on this page" in text
    assert f"{number} findings in 1 file" in text


def test_what_is_left_out_is_what_matters_least() -> None:
    worst = located("worst.py", 9_999)
    worst = replace(worst, finding=replace(worst.finding, severity=Severity.ERROR))
    assert 'id="f1"' in (text := made(*[located("a.py", n) for n in range(3_000)], worst))
    assert "worst.py" in text[text.index('id="f1"') : text.index('id="f2"')]


def test_the_order_of_the_findings_and_the_clock_change_nothing() -> None:
    found = [located(f"{n}.py", n) for n in range(5)]
    assert made(*found) == made(*found, seconds=99.0)
    first, second = (made(*order).partition('<h2 id="findings">')[2] for order in (found, found[::-1]))
    assert first.partition("Not analysed")[0] == second.partition("Not analysed")[0]


def test_an_empty_run_is_a_page_too() -> None:
    text = made()
    assert "Nothing at warning level or above is left to mend" in Page(text).text()
