"""Inputs that nobody would write, made from files that somebody did: each from a number, to be made again."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from fuzz_notebooks import notebook, notebook_of
from fuzz_trees import grafted

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


class Input(NamedTuple):
    """What is analysed, and the name it goes by."""

    path: str
    data: bytes


@lru_cache(maxsize=1)
def modules() -> list[str]:
    """The texts of all fixtures in Python."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FIXTURES.rglob("*.py")))
    return [text for text in texts if text]


@lru_cache(maxsize=1)
def notebooks() -> list[str]:
    """The texts of all fixtures that are notebooks."""
    return [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.rglob("*.ipynb"))]


@lru_cache(maxsize=64)
def _tokens(text: str) -> list[str]:
    """The text in pieces: a token and the blank before it."""
    starts = [0, *(len(line) for line in text.splitlines(keepends=True))]
    for number in range(1, len(starts)):
        starts[number] += starts[number - 1]
    try:
        found = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return text.splitlines(keepends=True)
    cuts = sorted({0, len(text), *(starts[t.end[0] - 1] + t.end[1] for t in found if t.end[0] <= len(starts))})
    return [text[a:b] for a, b in pairwise(cuts)]


def _text(random: Random) -> str:
    return random.choice(modules())


def tokens(random: Random) -> Input:
    """Tokens lost, doubled, swapped or taken from elsewhere."""
    pieces = list(_tokens(_text(random)))
    for _ in range(random.choice((1, 1, 2, 5))):
        at, other = random.randrange(len(pieces)), random.randrange(len(pieces))
        match random.randrange(4):
            case 0:
                pieces[at] = ""
            case 1:
                pieces[at] *= 2
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case _:
                pieces[at] = random.choice(_tokens(_text(random)))
    return Input("tokens.py", "".join(pieces).encode())


def lines(random: Random) -> Input:
    """Lines lost, doubled, moved, indented or taken from elsewhere."""
    rows = _text(random).splitlines(keepends=True)
    for _ in range(random.choice((1, 2, 4, 8))):
        at = random.randrange(len(rows))
        elsewhere = random.choice(_text(random).splitlines(keepends=True))
        rows[at] = random.choice(("", rows[at] * 2, "    " + rows[at], rows[at].lstrip(), rows[at] + elsewhere))
    if random.random() < 0.2:
        random.shuffle(rows)
    return Input("lines.py", "".join(rows).encode())


def trees(random: Random) -> Input:
    """Programs that parse: statements and expressions of several files, grafted onto each other."""
    texts = [_text(random) for _ in range(random.choice((1, 2, 3)))]
    return Input("trees.py", grafted(random, [ast.parse(text) for text in texts]).encode("utf-8", "surrogatepass"))


HOSTILE = ("\0", "\f", "\r", "\x1a", "\ufeff", "\u2028", "\x85", "\t", "\\\n", "\u202e", "\x0b", "\xa0", "#!", "'''")
CODINGS = ("utf-8", "latin-1", "utf-16", "cp1252", "ascii", "utf-7", "rot13", "idna", "hex", "undefined", "no-such")
ENCODED = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "shift_jis", "utf-7")


def octets(random: Random) -> Input:
    """Encodings, marks, line ends, control characters, halves of pairs and plain noise."""
    text = random.choice((_text, lambda r: r.choice(notebooks())))(random)
    for _ in range(random.choice((0, 1, 3))):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(HOSTILE) + text[at:]
    if random.random() < 0.3:
        text = f"# -*- coding: {random.choice(CODINGS)} -*-\n" + text
    if random.random() < 0.3:
        text = text.replace("\n", random.choice(("\r\n", "\r", "\n\r", "\f\n")))
    data = bytearray(text.encode(random.choice(ENCODED), random.choice(("replace", "ignore", "xmlcharrefreplace"))))
    for _ in range(random.choice((0, 0, 1, 4))):
        at = random.randrange(len(data) + 1)
        data[at:at] = random.choice((b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", random.randbytes(3)))
    return Input(random.choice(("bytes.py", "bytes.ipynb")), bytes(data))


def cells(random: Random) -> Input:
    """Notebooks whose JSON was tampered with, notebooks made of modules, notebooks in notebooks."""
    text = random.choice(notebooks()) if random.random() < 0.5 else json.dumps(notebook_of(random, _text(random)))
    return Input("cells.ipynb", notebook(random, text).encode("utf-8", "surrogatepass"))


def cuts(step: int = 1) -> Iterator[Input]:
    """Every fixture, cut off behind each of its tokens; notebooks behind each line. ``step``: some of both."""
    for text in modules()[::step]:
        ends = list(accumulate(map(len, _tokens(text))))
        yield from (Input("cut.py", text[:end].encode()) for end in ends[::step])
    for text in notebooks()[::step]:
        rows = text.splitlines(keepends=True)
        yield from (Input("cut.ipynb", "".join(rows[:end]).encode()) for end in range(0, len(rows), step))


KINDS: dict[str, Callable[[Random], Input]] = {
    "tokens": tokens, "lines": lines, "trees": trees, "bytes": octets, "notebooks": cells,
}  # fmt: skip
