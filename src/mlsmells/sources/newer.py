"""Which Python a text needs that this one cannot parse.

It is tried out: what newer Pythons added is written in an older way, and if the text is Python then, it needs the
version that added the last of it. A text that is still none is a syntax error in every Python.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable

from mlsmells.sources.quoted import NoString, without_strings

Version = tuple[int, int]

# The parser's words for what is wrong within a string in every Python.
_OF_STRINGS = (
    "(unicode error)", "(value error)", "bytes can only", "f-string: single '}'", "f-string: empty expression",
)  # fmt: skip
_GENERIC = re.compile(r"^[ \t]*(?:async[ \t]+def|def|class)[ \t]+\w+[ \t]*\[", re.MULTILINE)
_DEFAULT = re.compile(r"(?<![=!<>:])=(?!=)")
_ALIAS = re.compile(r"^([ \t]*)type[ \t]+(?=\w+[ \t]*[\[=])", re.MULTILINE)
_GROUP = re.compile(r"^([ \t]*except)[ \t]*\*", re.MULTILINE)
_STARRED = re.compile(r"(?<=[\[,:])[ \t]*\*(?=\w)")
# Two exceptions: in Python 2 the second is the name of what was caught, and hardly ever in capitals.
_BARE = re.compile(r"^([ \t]*except)[ \t]+([\w.]+(?:[ \t]*,[ \t]*(?:\w+\.)*[A-Z]\w+)+)[ \t]*:", re.MULTILINE)
_LAZY = re.compile(r"^([ \t]*)lazy[ \t]+(?=import\b|from\b)", re.MULTILINE)


def needed(text: str, said: str = "") -> Version | None:
    """The first Python that reads the text, of which a parser ``said`` what is wrong; None for none."""
    if said.startswith(_OF_STRINGS):
        return None
    try:
        code, least = without_strings(text)
    except (NoString, RecursionError):
        return None
    if _parses(code):
        return least  # its strings are newer, and nothing else
    for version, older in _STEPS:
        written = older(code)
        if written != code and _parses(written):
            return max(version, least or version)
        code = written
    return None


def _without_parameters(code: str, *, defaults: bool) -> str:
    """``def f[T](x)`` and ``class A[T]`` without what is in brackets; also ``[T = int]`` with ``defaults``."""
    at = 0
    while match := _GENERIC.search(code, at):
        at, end = match.end(), _closing(code, match.end())
        if defaults or not _DEFAULT.search(code, at, end):
            code = code[: at - 1] + code[end:]
    return code


def _closing(code: str, at: int) -> int:
    depth = 1
    while depth and at < len(code):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        at += 1
    return at


def _with_aliases(code: str) -> str:
    """``type Pairs[T] = …`` is an assignment."""
    return _without_parameters(_ALIAS.sub(r"\1", code), defaults=False)


# In the order of the versions, each after those before it.
_STEPS: tuple[tuple[Version, Callable[[str], str]], ...] = (
    ((3, 11), lambda code: _STARRED.sub("", _GROUP.sub(r"\1", code))),
    ((3, 12), _with_aliases),
    ((3, 13), lambda code: _without_parameters(code, defaults=True)),
    ((3, 14), lambda code: _BARE.sub(r"\1 (\2):", code)),
    ((3, 15), lambda code: _LAZY.sub(r"\1", code)),
)


def _parses(code: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return False
    return True
