"""New code in the style of the file: its quotes."""

from __future__ import annotations

import ast
import io
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit


def spelled(node: ast.AST, unit: Unit) -> str:
    """The node as source text; what stands in the file already is not touched by it."""
    return in_style(ast.unparse(node), unit)


def in_style(text: str, unit: Unit) -> str:
    """The text with double quotes, where the file has more of them."""
    if "'" not in text or unit.code.count("'") >= unit.code.count('"'):
        return text
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    places = [t for t in tokens if t.type == tokenize.STRING and t.start[0] == 1 and "\\" not in t.string]
    for token in reversed(places):
        quoted = token.string
        if quoted.startswith("'") and not quoted.startswith("'''") and '"' not in quoted:
            text = f'{text[: token.start[1]]}"{quoted[1:-1]}"{text[token.end[1] :]}'
    return text
