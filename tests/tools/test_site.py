"""The site: every page is reached, and every link in the documentation leads somewhere.

``make site`` builds it strictly; here the same is asked without what builds it, which is an extra.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
NAMES = [page.relative_to(DOCS).as_posix() for page in PAGES]


SITE: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


def named(entries: Any) -> Iterator[str]:
    """The pages of the navigation."""
    if isinstance(entries, str):
        yield entries
    else:
        for entry in entries.values() if isinstance(entries, dict) else entries:
            yield from named(entry)


def test_the_navigation_names_every_page_once() -> None:
    there = list(named(SITE["nav"]))
    assert len(there) == len(set(there))
    elsewhere = SITE["not_in_nav"].split()
    assert set(there) == {name for name in NAMES if not any(fnmatch.fnmatch(name, each) for each in elsewhere)}


def test_broken_links_stop_the_build() -> None:
    checked = SITE["validation"]
    assert {*checked["links"].values(), *checked["nav"].values()} == {"warn"}
    assert "mkdocs build --strict" in (ROOT / "Makefile").read_text(encoding="utf-8")


@cache
def tokens(page: Path) -> tuple[Token, ...]:
    parsed = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    return tuple(token for block in parsed for token in (block, *(block.children or ())))


@cache
def anchors(page: Path) -> frozenset[str]:
    """What can be linked to within a page: its headings, and places with an id of their own."""
    found = tokens(page)
    texts = [after.content for token, after in pairwise(found) if token.type == "heading_open"]
    slugs = (re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower()) for text in texts)
    ids = re.findall(r'<a id="([^"]+)"', page.read_text(encoding="utf-8"))
    return frozenset({*slugs, *ids})


def broken(page: Path, link: str) -> bool:
    """Whether a link leads to no file of the documentation, or to no place in it."""
    if re.match(r"[a-z]+:", link):
        return False
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(DOCS) or not target.is_file():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in anchors(target)


def links(page: Path) -> list[str]:
    return [str(token.attrs["href"]) for token in tokens(page) if token.type == "link_open"]


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    assert [
        f"{n}: {link}" for n, page in zip(NAMES, PAGES, strict=True) for link in links(page) if broken(page, link)
    ] == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("adoption.md", False),
        ("adoption.md#accept-what-is-there", False),
        ("rules/README.md", False),
        ("https://example.org/x", False),
        ("nowhere.md", True),
        ("adoption.md#nowhere", True),
        ("../README.md", True),
        ("rules", True),
    ],
)
def test_what_is_broken(link: str, expected: bool) -> None:
    assert broken(DOCS / "start.md", link) is expected


def test_links_are_read() -> None:
    assert len({link for page in PAGES for link in links(page)}) > 400
