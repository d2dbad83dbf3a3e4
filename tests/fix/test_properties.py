"""For any layout: the result parses, fixing again changes nothing, and bytes outside the edit stay."""

from __future__ import annotations

import ast
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmells.core import AddKeyword, Finding, Span, WrapExpression
from mlsmells.fix import fix_source
from mlsmells.fix.notebook import write_back
from mlsmells.sources import Source, source_from_text

from .toys import calls_of, finding

NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
SPACE = st.sampled_from(["", " ", "  ", "\t", "\n  ", " # é ) ,\n", "\\\n"])
NAME = st.sampled_from(
    ["a", "größe", "x.y", "'#)'", '"é\u2028"', "(b, c)", "[1, 2]", "lambda: 0", "*z", "k=1", "i for i in j"]
)


@st.composite
def calls(draw: st.DrawFn, depth: int = 2) -> str:
    """A call of ``f`` in a wild layout; its arguments may hold more."""
    argument = st.one_of(NAME, calls(depth=depth - 1)) if depth else NAME
    arguments = draw(st.lists(argument, max_size=3))
    inside = "".join(f"{draw(SPACE)}{each}{draw(SPACE)}," for each in arguments)
    last = draw(st.booleans())
    text = f"f({inside if last else inside[:-1]}{draw(SPACE)})"
    text = draw(st.sampled_from(["{}", "({})", "{}.g({})", "x if y else {}", "-{}", "{} ** 2"])).replace("{}", text, 1)
    return text.replace("{}", "d")


SHAPE = st.sampled_from(
    [
        "{0}",
        "y = {0}",
        "if x: {0}; {0}",
        "def g(p={0}):\n\treturn {0}",
        "@{0}\ndef g(): pass",
        "é = 1; {0} # c",
        "x = f'{{y}}'; {0}",
    ]
)


@st.composite
def modules(draw: st.DrawFn) -> str:
    """A module that parses, of a few statements with calls of ``f``."""
    statements = draw(st.lists(st.tuples(SHAPE, calls()), min_size=1, max_size=4))
    end = draw(NEWLINES)
    texts = [shape.format(call) for shape, call in statements]
    kept = [text for text in texts if _parses(text)] or ["f()"]
    return "\n".join(kept).replace("\n", end) + draw(st.sampled_from(["", end]))


def _parses(text: str) -> bool:
    try:
        compile(text, "a", "exec")
    except SyntaxError:
        return False
    return True


def check(source: Source) -> list[Finding]:
    """Every ``f`` needs ``s`` (unless a ** hides it), and must stand inside ``w``."""
    result = []
    for call in calls_of(source, "f"):
        span = Span.of(call)
        if "s" not in {keyword.arg for keyword in call.keywords}:
            result.append(finding(span, AddKeyword(span, "s", "{seed}"), code="MLS1"))
        if not any(span == Span.of(inner.args[0]) for inner in calls_of(source, "w") if inner.args):
            result.append(finding(span, WrapExpression(span, "w(", ")"), code="MLS2"))
    return result


@settings(max_examples=100, deadline=None)
@given(modules())
def test_a_fixed_module_parses_has_no_finding_left_and_is_stable(text: str) -> None:
    source = source_from_text(text, "a.py")
    result = fix_source(source, check, unsafe=True, seed=7)
    assert result.text is not None and result.skipped == ()
    fixed = source_from_text(result.text, "a.py")
    assert check(fixed) == []
    assert fix_source(fixed, check, unsafe=True, seed=7).text is None
    assert ast.dump(_stripped(fixed)) == ast.dump(ast.parse(text))
    # Nothing was taken away: the old text is what is left without the insertions.
    assert _is_subsequence(text, result.text)


def _stripped(source: Source) -> ast.Module:
    """The fixed tree with the fixes taken out again."""

    class Strip(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.AST:
            self.generic_visit(node)
            if isinstance(node.func, ast.Name) and node.func.id == "w":
                return node.args[0]
            node.keywords = [keyword for keyword in node.keywords if keyword.arg != "s"]
            return node

    assert source.tree is not None
    return ast.parse(ast.unparse(Strip().visit(source.tree)))


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


LINES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z", "So", "Cc"]), max_size=12)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(LINES, max_size=5),
    st.lists(LINES, max_size=5),
    st.booleans(),
    st.sampled_from([None, 1, 4]),
    st.booleans(),
)
def test_writing_back_changes_one_source_and_nothing_else(
    old: list[str], new: list[str], is_list: bool, indent: int | None, ensure_ascii: bool
) -> None:
    def text_of(source: object) -> str:
        outputs = [{"text": ["é\u2028", "source"], "source": [1.50, "x"]}]
        cells = [{"source": "é", "cell_type": "raw"}, {"outputs": outputs, "source": source, "id": "x"}]
        return json.dumps({"z": 1, "cells": cells, "a": {"cells": []}}, indent=indent, ensure_ascii=ensure_ascii)

    lines = [f"{line}\n" for line in old]
    before = text_of(lines if is_list else "".join(lines))
    source = "\n".join(new)
    after = write_back(before, {2: source})
    loaded, expected = json.loads(after), json.loads(before)
    written = loaded["cells"][1]["source"]
    assert ("".join(written) if is_list else written) == source
    expected["cells"][1]["source"] = written
    assert loaded == expected and list(loaded) == list(expected)
    if lines or not is_list:  # an empty list does not show its style
        assert after == text_of(written)
