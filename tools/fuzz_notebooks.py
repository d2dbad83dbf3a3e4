"""Notebooks that were tampered with."""

from __future__ import annotations

import json
from random import Random
from typing import Any

_MAGICS = (
    "%matplotlib inline", "!pip install x", "%%bash\nls", "%%time", "df?", "??x", "%run other.ipynb", "!!ls", "%%html",
    "files = !ls", "%load_ext autoreload", "ls -l", "%%capture out", "?", "!{sys.executable} -m pip", "%%sql\nselect 1",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**30, float("nan"), "", "\ud800", "\0", "code", "x" * 2000, [], {}, [[]], {"a": {}},
    ["a", 1, None], {"source": ["x = 1\n"]}, {"cells": []}, "python", "R", "\u2028", "<script>alert(1)</script>",
)  # fmt: skip


def notebook_of(random: Random, text: str) -> dict[str, Any]:
    """A module in cells that are cut anywhere."""
    rows = text.splitlines(keepends=True)
    cuts = sorted(random.sample(range(len(rows) + 1), min(len(rows), random.choice((1, 3, 8)))))
    parts = [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    cells = [
        {
            "cell_type": random.choice(("code", "code", "code", "markdown", "raw")),
            "source": part if random.random() < 0.5 else "".join(part),
            "execution_count": random.choice((number, None, 1)),
            "outputs": random.choice(([], [{"output_type": "stream", "name": "stdout", "text": ["0.93\n"]}])),
            "metadata": {},
        }
        for number, part in enumerate(parts)
    ]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def notebook(random: Random, text: str) -> str:
    """The text of the notebook after some operations."""
    loaded: Any = json.loads(text)
    for _ in range(random.choice((1, 2, 4))):
        random.choice((_value, _value, _cells, _magic, _inner))(random, loaded)
    shape = {"indent": random.choice((None, 0, 1, 4)), "ensure_ascii": random.random() < 0.5}
    written = json.dumps(loaded, **shape)
    match random.randrange(8):
        case 0:
            return written[: random.randrange(len(written) + 1)]
        case 1:
            at = random.randrange(len(written))
            return written[:at] + random.choice(("", ",", "]", "}", '"', "\\", "\n", "NaN", "//")) + written[at + 1 :]
    return written


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        held = waiting.pop()
        keys = list(held) if isinstance(held, dict) else list(range(len(held))) if isinstance(held, list) else []
        found += [(held, key) for key in keys]
        waiting += [held[key] for key in keys]
    return found


def _value(random: Random, loaded: Any) -> None:
    """Something is something else, or gone."""
    if not (places := _places(loaded)):
        return
    held, key = random.choice(places)
    if random.random() < 0.3:
        del held[key]
    else:
        held[key] = json.loads(json.dumps(random.choice(_VALUES)))


def _list_of_cells(loaded: Any) -> list[Any]:
    found = loaded.get("cells") if isinstance(loaded, dict) else None
    return found if isinstance(found, list) else []


def _cells(random: Random, loaded: Any) -> None:
    """Cells in another order, twice, or run in another order."""
    cells = _list_of_cells(loaded)
    match random.randrange(3):
        case 0:
            random.shuffle(cells)
        case 1 if cells:
            cells.append(json.loads(json.dumps(random.choice(cells))))
        case _:
            for cell in (cell for cell in cells if isinstance(cell, dict)):
                cell["execution_count"] = random.randint(1, 9)


def _magic(random: Random, loaded: Any) -> None:
    cells = [cell for cell in _list_of_cells(loaded) if isinstance(cell, dict) and isinstance(cell.get("source"), list)]
    if cells:
        source = random.choice(cells)["source"]
        source.insert(random.randint(0, len(source)), random.choice(_MAGICS) + random.choice(("\n", "")))


def _inner(random: Random, loaded: Any) -> None:
    """A notebook in a cell of itself: as text, as an output, or where its cells are."""
    cells = _list_of_cells(loaded)
    whole = json.dumps(loaded)
    if not cells or len(whole) > 200_000:
        return
    made: Any = random.choice(
        (
            {"cell_type": "code", "source": whole, "outputs": [], "metadata": {}},
            {"cell_type": "code", "source": "x = 1", "outputs": [json.loads(whole)], "metadata": {}},
            json.loads(whole),
        )
    )
    cells.insert(random.randint(0, len(cells)), made)
