"""Path patterns of ``per_path``, ``exclude`` and ``roles``, read as .gitignore reads them."""

from __future__ import annotations

import re
from functools import lru_cache

from mlsmells.core.patterns import regex

_TOKEN = regex(r"/\*\*/|^\*\*/|/\*\*$|\*+|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether ``path`` (relative to the root, with ``/``) or a folder above it is meant by ``pattern``.

    ``vendor/`` and ``*.py`` mean any depth; a slash before the end (``jobs/**``, ``/vendor``) ties the
    pattern to the root. ``*`` stays within one folder, ``**`` crosses folders.
    """
    return _compiled(pattern).match(path) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.removeprefix("./")
    anchored = "/" in body.rstrip("/") and not body.startswith("**/")
    only_inside = body.endswith("/")
    middle = "".join(_token(token.group()) for token in _TOKEN.finditer(body.strip("/")))
    start = "" if anchored else "(?:.*/)?"
    end = "/.*" if only_inside else "(?:/.*)?"
    return re.compile(rf"{start}(?:{middle}){end}\Z", re.DOTALL)


def _token(token: str) -> str:
    fixed = {"/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "/**": "/.+", "?": "[^/]"}
    if token in fixed:
        return fixed[token]
    if token.startswith("*"):
        return ".*" if token == "**" else "[^/]*"
    if token.startswith("[") and len(token) > 2:
        return _character_class(token[1:-1])
    return re.escape(token)


def _character_class(body: str) -> str:
    negated = body.startswith("!")
    # Backslash, caret and doubled operators are ordinary characters in a glob's brackets.
    members = re.sub(r"([\\^\[&|~])", r"\\\1", body[1:] if negated else body)
    source = f"[^/{members}]" if negated else f"[{members}]"
    try:
        re.compile(source)
    except re.error:  # a reversed range such as [z-a] matches nothing
        return "(?!)"
    return source
