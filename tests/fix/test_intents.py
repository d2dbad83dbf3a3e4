"""Every edit intent, on plain code and on every shape of code that trips naive edits."""

from __future__ import annotations

import pytest

from mlsmells.core import (
    AddKeyword,
    InsertBefore,
    RenameCallee,
    ReplaceExpression,
    ReplaceStatement,
    SwapArguments,
    WrapExpression,
)

from .toys import mend

KEYWORD = {
    "no arguments": ("f()", "f()", "f(k=1)"),
    "one": ("f(a)", "f(a)", "f(a, k=1)"),
    "there already": ("f(a, k=None, b=2)", "f(a, k=None, b=2)", "f(a, k=1, b=2)"),
    "there already in parentheses": ("f(k=(\n  None))", "f(k=(\n  None))", "f(k=(\n  1))"),
    "trailing comma": ("f(a, b,)", "f(a, b,)", "f(a, b, k=1,)"),
    "spaces": ("f( a )", "f( a )", "f( a, k=1 )"),
    "argument in parentheses": ("f((a))", "f((a))", "f((a), k=1)"),
    "tuple argument": ("f((a, b))", "f((a, b))", "f((a, b), k=1)"),
    "generator": ("f(x for x in y)", "f(x for x in y)", "f((x for x in y), k=1)"),
    "generator in its own parentheses": ("f((x for x in y))", "f((x for x in y))", "f((x for x in y), k=1)"),
    "star": ("f(*a)", "f(*a)", "f(*a, k=1)"),
    "double star of a known dict": ("f(**{'b': 1})", "f(**{'b': 1})", "f(**{'b': 1}, k=1)"),
    "one a line": (
        "f(\n    a,\n    b,  # why\n)\n",
        "f(\n    a,\n    b,  # why\n)",
        "f(\n    a,\n    b,  # why\n    k=1,\n)\n",
    ),
    "one a line without a last comma": (
        "f(\n    a,\n    b  # why, )\n)\n",
        "f(\n    a,\n    b  # why, )\n)",
        "f(\n    a,\n    b,  # why, )\n    k=1\n)\n",
    ),
    "closing parenthesis after the last": ("f(a,\n  b)", "f(a,\n  b)", "f(a,\n  b, k=1)"),
    "CRLF": ("f(\r\n  a,\r\n)\r\n", "f(\n  a,\n)", "f(\r\n  a,\r\n  k=1,\r\n)\r\n"),
    "tabs": ("if x:\n\tf(\n\t\ta,\n\t)\n", "f(\n\t\ta,\n\t)", "if x:\n\tf(\n\t\ta,\n\t\tk=1,\n\t)\n"),
    "inner of a chain": ("a.b(c).d(e)", "a.b(c)", "a.b(c, k=1).d(e)"),
    "outer of a chain": ("a.b(c).d(e)", "a.b(c).d(e)", "a.b(c).d(e, k=1)"),
    "parenthesised chain": ("x = (a\n  .b(c)\n  .d(e)\n)", "a\n  .b(c)", "x = (a\n  .b(c, k=1)\n  .d(e)\n)"),
    "double parentheses": ("x = ((f(a)))", "f(a)", "x = ((f(a, k=1)))"),
    "decorator": ("@f(a)\ndef g(): pass\n", "f(a)", "@f(a, k=1)\ndef g(): pass\n"),
    "after a semicolon": ("x = 1; f(a); y = 2", "f(a)", "x = 1; f(a, k=1); y = 2"),
    "one-line if": ("if x: f(a)", "f(a)", "if x: f(a, k=1)"),
    "line continuation": ("x = 1 + \\\n  f(a)", "f(a)", "x = 1 + \\\n  f(a, k=1)"),
    "non-ASCII before it": ("größe = 'ü€😀'; f(é)", "f(é)", "größe = 'ü€😀'; f(é, k=1)"),
    "form feed": ("x = 1\n\f\nf(a)", "f(a)", "x = 1\n\f\nf(a, k=1)"),
    "unicode line separator in a string": (
        "x = '\u2028\x0b\x1c'\nf(a)",
        "f(a)",
        "x = '\u2028\x0b\x1c'\nf(a, k=1)",
    ),
    "lone carriage returns": ("x = 1\rf(a)\r", "f(a)", "x = 1\rf(a, k=1)\r"),
    "await": (
        "async def g():\n    return await f(a)\n",
        "f(a)",
        "async def g():\n    return await f(a, k=1)\n",
    ),
    "walrus": ("if (y := f(a)): pass", "f(a)", "if (y := f(a, k=1)): pass"),
    "lambda": ("g = lambda x: f(a)", "f(a)", "g = lambda x: f(a, k=1)"),
    "argument of a call in an f-string's neighbour": ("f(a); f'{a}'", "f(a)", "f(a, k=1); f'{a}'"),
    "class keyword": ("class A(f(a)): pass", "f(a)", "class A(f(a, k=1)): pass"),
    "string with a hash": ("f('#)')", "f('#)')", "f('#)', k=1)"),
    "comment with a parenthesis": ("f(a  # :)\n  )", "f(a  # :)\n  )", "f(a,  # :)\nk=1\n  )"),
}


@pytest.mark.parametrize(("before", "call", "after"), KEYWORD.values(), ids=KEYWORD)
def test_add_keyword(before: str, call: str, after: str) -> None:
    result = mend(before, lambda at: AddKeyword(at(call), "k", "1"))
    assert (result.text, result.skipped) == (after, ())


def test_two_keywords_of_one_fix_share_the_call() -> None:
    result = mend("f()\n", lambda at: (AddKeyword(at("f()"), "a", "1"), AddKeyword(at("f()"), "b", "2")))
    assert result.text == "f(a=1, b=2)\n"


RENAME = {
    "method": ("a.b.fit_transform(x)", "a.b.fit_transform(x)", "a.b.new(x)"),
    "function": ("fit(x)", "fit(x)", "new(x)"),
    "in parentheses": ("(a.fit)(x)", "(a.fit)(x)", "(a.new)(x)"),
    "across lines": ("(a\n  .fit # c\n  (x))", "a\n  .fit # c\n  (x)", "(a\n  .new # c\n  (x))"),
    "inner of a chain": ("a.fit(x).fit(y)", "a.fit(x)", "a.new(x).fit(y)"),
    "outer of a chain": ("a.fit(x).fit(y)", "a.fit(x).fit(y)", "a.fit(x).new(y)"),
    "name that Python normalises": ("a.ﬁt(x)", "a.ﬁt(x)", "a.new(x)"),
}


@pytest.mark.parametrize(("before", "call", "after"), RENAME.values(), ids=RENAME)
def test_rename_callee(before: str, call: str, after: str) -> None:
    assert mend(before, lambda at: RenameCallee(at(call), "new")).text == after


WRAP = {
    "call": ("x = os.listdir(p)", "os.listdir(p)", "x = sorted(os.listdir(p))"),
    "in a for": ("for x in {1, 2}: pass", "{1, 2}", "for x in sorted({1, 2}): pass"),
    "tuple without parentheses": ("for x in a, b: pass", "a, b", "for x in sorted((a, b)): pass"),
    "tuple with parentheses": ("y = (a, b)", "(a, b)", "y = sorted((a, b))"),
    "sole generator": ("sum(x for x in y)", "(x for x in y)", "sum(sorted(x for x in y))"),
    "generator beside others": ("zip((x for x in y), 1)", "(x for x in y)", "zip(sorted((x for x in y)), 1)"),
    "walrus": ("if (y := a): pass", "y := a", "if (sorted((y := a))): pass"),
    "yield": ("def f():\n    x = yield a\n", "yield a", "def f():\n    x = sorted((yield a))\n"),
    "keyword before it": ("x = 1 if(a)else 2", "a", "x = 1 if(sorted(a))else 2"),
    "string after a keyword": ("x = y in'abc'", "'abc'", "x = y in sorted('abc')"),
    "comments inside": ("x = f(  # c\n  a)\n", "f(  # c\n  a)", "x = sorted(f(  # c\n  a))\n"),
}


@pytest.mark.parametrize(("before", "target", "after"), WRAP.values(), ids=WRAP)
def test_wrap_expression(before: str, target: str, after: str) -> None:
    assert mend(before, lambda at: WrapExpression(at(target), "sorted(", ")")).text == after


@pytest.mark.parametrize(
    ("before", "target", "sides", "after"),
    [
        ("x = a + b", "a + b", ("", ".item()"), "x = (a + b).item()"),
        ("x += loss", "loss", ("", ".item()"), "x += loss.item()"),
        ("x = 2 * y", "y", ("1 - ", ""), "x = 2 * (1 - y)"),
        (
            "x = await y\n".join(["async def f():\n    ", ""]),
            "await y",
            ("", ".z"),
            "async def f():\n    x = (await y).z\n",
        ),
    ],
    ids=["sum", "name", "binds loosely", "await"],
)
def test_wrap_expression_adds_the_parentheses_it_needs(
    before: str, target: str, sides: tuple[str, str], after: str
) -> None:
    assert mend(before, lambda at: WrapExpression(at(target), *sides)).text == after


REPLACE = {
    "plain": ("x = a", "a", "b", "x = b"),
    "looser source": ("x = a * c", "a", "b + 1", "x = (b + 1) * c"),
    "tighter source": ("x = a + c", "a", "b * 1", "x = b * 1 + c"),
    "argument": ("f(a, c)", "a", "b + 1", "f(b + 1, c)"),
    "tuple as an argument": ("f(a)", "a", "b, 1", "f((b, 1))"),
    "tuple as a value": ("x = a", "a", "b, 1", "x = b, 1"),
    "negative power": ("x = a ** 2", "a", "-1", "x = (-1) ** 2"),
    "number with an attribute": ("x = a.real", "a", "1", "x = (1).real"),
    "lambda in a call": ("x = a()", "a", "lambda: 0", "x = (lambda: 0)()"),
    "word after a keyword": ("x = 'a'if b else c", "'a'", "name", "x = name if b else c"),
    "word before a keyword": ("x = b if(a)else c", "a", "d", "x = b if(d)else c"),
    "over several lines": ("x = a", "a", "b +\\\n  c", "x = b +\\\n  c"),
    "several lines that need brackets": ("x = a", "a", "b\n+ c", "x = (b\n+ c)"),
    "sole generator": ("f(x for x in y)", "(x for x in y)", "z", "f(z)"),
    "whole f-string": ("x = f'{a:.2f}' + b", "f'{a:.2f}'", "c", "x = c + b"),
    "subscript": ("x = d[a]", "a", "1:2", "x = d[1:2]"),
}


@pytest.mark.parametrize(("before", "target", "source", "after"), REPLACE.values(), ids=REPLACE)
def test_replace_expression(before: str, target: str, source: str, after: str) -> None:
    assert mend(before, lambda at: ReplaceExpression(at(target), source)).text == after


SWAP = {
    "plain": ("f(a, b)", (0, 1), "f(b, a)"),
    "comments move": ("f(a,  # a\n  b,  # b\n)", (0, 1), "f(b,  # b\n  a,  # a\n)"),
    "one comment moves": ("f(\n  a,  # a\n  b\n)", (0, 1), "f(\n  b,\n  a  # a\n)"),
    "a comment behind the last": ("f(\n  a,\n  b  # é\n)", (0, 1), "f(\n  b,  # é\n  a\n)"),
    "nested": ("f(g(a), h[b, c], d)", (0, 2), "f(d, h[b, c], g(a))"),
    "parentheses": ("f((a), b)", (0, 1), "f((b), a)"),
    "non-ASCII": ("f(é, ü)", (0, 1), "f(ü, é)"),
    "keywords behind": ("f(a, b, average='x')", (1, 0), "f(b, a, average='x')"),
}


@pytest.mark.parametrize(
    "before",
    ["f(\n  # of both?\n  a,\n  b)", "f(a, b  # which?\n)", "f(a,\n  b, c  # which?\n)", "f(a, b,\n  c  # c\n)"],
)
def test_a_swap_refuses_comments_it_could_misplace(before: str) -> None:
    result = mend(before, lambda at: SwapArguments(at(before), 0, 1))
    assert result.text is None and "comment" in result.skipped[0][1]


@pytest.mark.parametrize(("before", "positions", "after"), SWAP.values(), ids=SWAP)
def test_swap_arguments(before: str, positions: tuple[int, int], after: str) -> None:
    assert mend(before, lambda at: SwapArguments(at(before), *positions)).text == after


STATEMENT = {
    "one line": ("if x:\n    a = 1  # c\n", "a = 1", "b = 2", "if x:\n    b = 2  # c\n"),
    "two lines": ("if x:\n    a = 1\n", "a = 1", "b = 2\nc = 3", "if x:\n    b = 2\n    c = 3\n"),
    "block": ("if x:\n    a = 1\n", "a = 1", "with y:\n    a = 1", "if x:\n    with y:\n        a = 1\n"),
    "tabs": ("if x:\n\ta = 1\n", "a = 1", "with y:\n    a = 1", "if x:\n\twith y:\n\t\ta = 1\n"),
    "CRLF": ("a = 1\r\n", "a = 1", "b = 2\nc = 3", "b = 2\r\nc = 3\r\n"),
    "semicolons": ("a = 1; b = 2", "a = 1", "c\nd", "c; d; b = 2"),
    "last of semicolons": ("a = 1; b = 2", "b = 2", "c\nd", "a = 1; c; d"),
    "one-line if": ("if x: a = 1", "a = 1", "c\nd", "if x: c; d"),
    "continued one-line if": ("if x: \\\n  a = 1\n", "a = 1", "c\nd", "if x: \\\n  c; d\n"),
    "over several lines": ("a = f(\n  1,\n)\n", "a = f(\n  1,\n)", "b", "b\n"),
    "text in a long string": ("if x:\n  a\n", "a", "b = '''\n  q\n'''", "if x:\n  b = '''\n  q\n'''\n"),
    "away": ("a = 1\nb = 2\n", "a = 1", "", "b = 2\n"),
    "away, its comment stays": ("a = 1  # c\nb = 2\n", "a = 1", "", "# c\nb = 2\n"),
    "away, the only one": ("if x:\n    a = 1\n", "a = 1", "", "if x:\n    pass\n"),
    "away, of semicolons": ("a = 1; b = 2\n", "a = 1", "", "pass; b = 2\n"),
    "away, at the end of the file": ("b = 2\na = 1", "a = 1", "", "b = 2\n"),
}


@pytest.mark.parametrize(("before", "target", "source", "after"), STATEMENT.values(), ids=STATEMENT)
def test_replace_statement(before: str, target: str, source: str, after: str) -> None:
    assert mend(before, lambda at: ReplaceStatement(at("S:" + target), source)).text == after


INSERT = {
    "plain": ("a = 1\nf(b)\n", "b", "new()", "a = 1\nnew()\nf(b)\n"),
    "indented": ("if x:\n    f(b)\n", "b", "n()\nm()", "if x:\n    n()\n    m()\n    f(b)\n"),
    "first line without an end": ("f(b)", "b", "new()", "new()\nf(b)"),
    "tabs": ("if x:\n\tf(b)\n", "b", "if n:\n    m()", "if x:\n\tif n:\n\t\tm()\n\tf(b)\n"),
    "CRLF": ("a\r\nf(b)\r\n", "b", "n()\nm()", "a\r\nn()\r\nm()\r\nf(b)\r\n"),
    "semicolon": ("a; f(b)", "b", "n()\nm()", "a; n(); m(); f(b)"),
    "one-line if": ("if x: f(b)", "b", "new()", "if x: new(); f(b)"),
    "test of an elif": (
        "if a: pass\nelif f(b): pass\n",
        "b",
        "new()",
        "new()\nif a: pass\nelif f(b): pass\n",
    ),
    "else": (
        "if a: pass\nelse:\n    if b: pass\n",
        "b",
        "n()",
        "if a: pass\nelse:\n    n()\n    if b: pass\n",
    ),
    "decorator": ("@dec\n@f(b)\ndef g(): pass\n", "b", "new()", "new()\n@dec\n@f(b)\ndef g(): pass\n"),
    "decorated method": (
        "class A:\n  @ dec\n  def g(self): pass\n",
        "dec",
        "n = 1",
        "class A:\n  n = 1\n  @ dec\n  def g(self): pass\n",
    ),
    "exception handler": (
        "try: pass\nexcept f(b): pass\n",
        "b",
        "new()",
        "new()\ntry: pass\nexcept f(b): pass\n",
    ),
    "match": ("match a:\n  case 1:\n    f(b)\n", "b", "n()", "match a:\n  case 1:\n    n()\n    f(b)\n"),
    "lambda": ("g = lambda: b\n", "b", "new()", "new()\ng = lambda: b\n"),
    "multi-line call": ("f(\n  a,\n  b)\n", "b", "new()", "new()\nf(\n  a,\n  b)\n"),
    "async": (
        "async def g():\n    async for x in b: pass\n",
        "b",
        "n()",
        "async def g():\n    n()\n    async for x in b: pass\n",
    ),
    "comment above": ("# about f\nf(b)\n", "b", "new()", "# about f\nnew()\nf(b)\n"),
}


@pytest.mark.parametrize(("before", "target", "source", "after"), INSERT.values(), ids=INSERT)
def test_insert_before(before: str, target: str, source: str, after: str) -> None:
    assert mend(before, lambda at: InsertBefore(at(target), source)).text == after


REFUSED = {
    "keyword may be in **": ("f(**a)", lambda at: AddKeyword(at("f(**a)"), "k", "1"), "** argument"),
    "keyword is in **": (
        "f(**{'k': 1})",
        lambda at: AddKeyword(at("f(**{'k': 1})"), "k", "1"),
        "** argument",
    ),
    "f-string": ("f'{f(a)}'", lambda at: AddKeyword(at("f(a)"), "k", "1"), "f-string"),
    "f-string in its format": ("f'{x:{f(a)}}'", lambda at: AddKeyword(at("f(a)"), "k", "1"), "f-string"),
    "no such call": ("a", lambda at: AddKeyword(at("a"), "k", "1"), "not found"),
    "nothing to change": ("f(k=1)", lambda at: AddKeyword(at("f(k=1)"), "k", "1"), "nothing to change"),
    "no name to rename": ("f[0](a)", lambda at: RenameCallee(at("f[0](a)"), "new"), "no name"),
    "swap beyond the end": ("f(a)", lambda at: SwapArguments(at("f(a)"), 0, 1), "no such arguments"),
    "swap behind a star": ("f(*a, b)", lambda at: SwapArguments(at("f(*a, b)"), 0, 1), "starred"),
    "block on a shared line": ("a; b", lambda at: InsertBefore(at("b"), "if x:\n  y"), "share the line"),
    "decorated": ("@d\ndef f(): pass", lambda at: ReplaceStatement(at("S:def f(): pass"), "x"), "decorated"),
    "does not parse": ("a = 1", lambda at: ReplaceExpression(at("1"), "+"), "not parse"),
    "does not compile": (
        "from __future__ import division",
        lambda at: InsertBefore(at("S:from __future__ import division"), "x = 1"),
        "not compile",
    ),
    "edits overlap": (
        "f(a)",
        lambda at: (ReplaceExpression(at("f(a)"), "b"), ReplaceExpression(at("a"), "c")),
        "overlap",
    ),
}


@pytest.mark.parametrize(("before", "make", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(before: str, make, reason: str) -> None:  # type: ignore[no-untyped-def]
    result = mend(before, make)
    assert result.text is None and not result.applied
    assert [reason in why for _, why in result.skipped] == [True], result.skipped
