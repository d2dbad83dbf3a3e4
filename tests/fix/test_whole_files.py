"""The fixes of all rules on the project's own bad examples: what they do not touch stays as it is.

Fixing twice is fixing once, the result parses, no comment is lost, line ends stay, and a statement on lines that
no edit changes is the same statement, at the same place within functions, loops and conditions.
"""

from __future__ import annotations

import ast
import difflib
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mlsmells.cli._fixable import findings_of
from mlsmells.config import load_config
from mlsmells.core import Confidence, Finding
from mlsmells.fix import FixResult, fix_source
from mlsmells.sources import Source, source_from_text

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"[ \t]*# (?:expect|smell): .*")
BAD = sorted(path for path in (ROOT / "fixtures").rglob("bad*.py") if not path.match("*/project*/*"))
FILES = [*BAD, *sorted((ROOT / "programs").rglob("*.py"))]
CONFIG = replace(load_config(ROOT / "fixtures", isolated=True), show_notes=True, min_confidence=Confidence.LOW)
COMPOUND = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.With, ast.Try)


def fixed(text: str, select: object = None) -> FixResult:
    source = source_from_text(text, "a.py")
    chosen = None if select is None else partial(_every_other, select)
    return fix_source(source, partial(findings_of, config=CONFIG), unsafe=True, seed=42, select=chosen)


def _every_other(number: object, finding: Finding, source: Source) -> bool:
    return (finding.span.line + len(finding.message)) % 2 == number


def statements(text: str) -> dict[int, tuple[str, str, int]]:
    """Line of a plain statement → the statement, what it stands in, and its last line; one that begins a line."""
    found: dict[int, tuple[str, str, int]] = {}

    def walk(body: list[ast.stmt], inside: str) -> None:
        for node in body:
            if not isinstance(node, COMPOUND):
                found.setdefault(node.lineno, (ast.dump(node), inside, node.end_lineno or node.lineno))
            for name in ("body", "orelse", "finalbody", "handlers"):
                inner = getattr(node, name, []) if isinstance(node, COMPOUND) else []
                for handler in inner if name == "handlers" else [None]:
                    walk(handler.body if handler else inner, f"{inside}/{type(node).__name__}.{name}")

    walk(ast.parse(text).body, "")
    return found


def untouched(old: str, new: str) -> Iterator[tuple[int, int]]:
    """(old line, new line) of the lines that are the same."""
    matcher = difflib.SequenceMatcher(a=old.splitlines(), b=new.splitlines(), autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        yield from ((a + i + 1, b + i + 1) for i in range(size))


def comments(text: str) -> Counter[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


def ensure_kept(old: str, new: str) -> None:
    before, after, lines = statements(old), statements(new), dict(untouched(old, new))
    for line, (dump, inside, last) in before.items():
        rows = range(line, last + 1)  # nothing between them either
        if all(each in lines and lines[each] - each == lines[line] - line for each in rows):
            assert after[lines[line]][:2] == (dump, inside), f"line {line}"
    assert comments(old) - comments(new) == Counter()


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_what_no_fix_touches_stays(path: Path) -> None:
    text = MARK.sub("", path.read_text(encoding="utf-8"))
    result = fixed(text)
    if result.text is None:
        return
    ensure_kept(text, result.text)
    assert fixed(result.text).text is None
    windows = fixed(text.replace("\n", "\r\n")).text
    assert windows == result.text.replace("\n", "\r\n")


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("path", FILES[::4], ids=[path.relative_to(ROOT).as_posix() for path in FILES[::4]])
def test_some_of_the_fixes(path: Path, half: int) -> None:
    text = MARK.sub("", path.read_text(encoding="utf-8"))
    result = fixed(text, half)
    if result.text is not None:
        ensure_kept(text, result.text)


def test_the_measure_sees_a_lost_comment_and_another_block() -> None:
    with pytest.raises(AssertionError):
        ensure_kept("a = 1  # why\nb = 2\n", "a = 2\nb = 2\n")
    with pytest.raises(AssertionError, match="line 3"):
        ensure_kept("for i in x:\n    a = 1\n    b = 2\n", "for i in x:\n    a = 3\nif x:\n    b = 2\n")
