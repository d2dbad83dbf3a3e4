"""Where code stands proves nothing: moved into a function, a method, an object or cells, it has the same findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mlsmells.sources import Source, read_source, source_from_text
from rewriting.moves import MOVES, can_move, into_cells, into_state
from rewriting.text import Found, findings, places

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FAMILIES = ("leakage", "evaluation", "reproducibility", "data")
FILES = {p.relative_to(FIXTURES).as_posix(): p for f in FAMILIES for p in sorted(FIXTURES.glob(f"{f}/*/*.py"))}


def source_of(name: str) -> Source:
    return read_source(FILES[name], display=FILES[name].name)


CASES = [(move, name) for move, (fits, _) in MOVES.items() for name in FILES if fits(source_of(name))]
CELLS = [name for name in FILES if can_move(source_of(name))]

# Files whose findings change with the place of the code, and why.
SHOWN = "in a function the last expression of a cell is not shown any more"
STATE = "a column kept as an attribute may be used elsewhere"
LOST = "data/lost-dataframe-update"
ABOVE = "what is moved stands below all imports, and is too late there"
DEAD = "a function that no cell mentions is never run in a notebook; a module's may be imported"
EXCEPTIONS = {
    **{(move, f"{LOST}/{name}.py"): SHOWN for move in MOVES for name in ("good_cells", "good_export")},
    **{("cells", f"{LOST}/{name}.py"): "the last expression of a cell is shown" for name in ("bad", "fixed")},
    ("cells", f"{LOST}/bad_export.py"): "the last expression of a cell is shown",
    **{("state", f"{LOST}/{name}.py"): STATE for name in ("bad", "fixed")},
    ("state", "leakage/supervised-selection-before-split/bad_one_by_one.py"): STATE,
    ("cells", "leakage/overlapping-random-splits/bad_keras.py"): DEAD,
    ("cells", "leakage/statistics-before-split/bad_watched.py"): DEAD,
    ("cells", "leakage/test-reused/bad.py"): DEAD,
    ("cells", "leakage/transformer-refit-on-test/bad_more.py"): DEAD,
    ("cells", "leakage/transformer-refit-on-test/fixed_more.py"): DEAD,
    ("cells", "reproducibility/partial-seeding/good_uncalled_seed.py"): DEAD,
    ("cells", "data/overwrites-own-input/bad.py"): DEAD,
    ("cells", "data/nan-comparison/bad.py"): DEAD,
    ("cells", "data/nan-comparison/fixed.py"): DEAD,
    ("cells", "leakage/supervised-selection-before-split/bad.py"): DEAD,
    **{(move, "reproducibility/setting-after-import/good.py"): ABOVE for move in ("main", "method", "state")},
    ("cells", "reproducibility/setting-after-import/bad.py"): "a kernel may be started again",
    ("cells", "evaluation/failure-counted-as-score/bad.py"): DEAD,
    ("cells", "reproducibility/partial-seeding/bad_late.py"): "a notebook may seed anew before each section",
    ("cells", "reproducibility/unseeded-entry-point/good_service.py"): "a notebook that imports flask is no service",
}


def judge(move: str, name: str, before: Found, after: Found) -> None:
    if (move, name) in EXCEPTIONS:
        assert after != before, "the exception is no longer needed"
    else:
        assert after == before


@pytest.mark.parametrize(("move", "name"), CASES, ids=[f"{move}-{name}" for move, name in CASES])
def test_moved_code_keeps_its_findings(move: str, name: str) -> None:
    source = source_of(name)
    lines = MOVES[move][1](source)
    moved = source_from_text("\n".join(line.text for line in lines) + "\n", source.path)
    after = Counter((lines[f.span.line - 1].origin, f.code) for f in findings(moved))
    judge(move, name, places(findings(source)), after)


@pytest.mark.parametrize("name", CELLS)
def test_cells_have_the_findings_of_a_module(name: str) -> None:
    source = source_of(name)
    notebook = source_from_text(into_cells(source), source.path.replace(".py", ".ipynb"))
    judge("cells", name, places(findings(source)), places(findings(notebook)))


def test_exceptions_name_cases() -> None:
    assert EXCEPTIONS.keys() <= {*CASES, *(("cells", name) for name in CELLS)}


def test_most_fixtures_are_moved() -> None:
    for move, least in (("main", 0.9), ("method", 0.9), ("state", 0.8), ("returned", 0.6)):
        assert sum(m == move for m, _ in CASES) > least * len(FILES)


def test_what_returning_does() -> None:
    text = "import a\nx, y = a.b()\nz = 1\nprint(y)\nprint(x)\n"
    moved = "\n".join(line.text for line in MOVES["returned"][1](source_from_text(text, "a.py")))
    assert moved == (
        "import a\ndef load():\n    x, y = a.b()\n    z = 1\n    return x, y\ndef main():\n    x, y = load()\n"
        '    print(y)\n    print(x)\nif __name__ == "__main__":\n    main()'
    )


def test_what_becoming_state_does() -> None:
    text = "import a\nx = a.b()\ndef f(y):\n    return x + y\nfor i in f(1):\n    print(i, [x for x in i], x)\n"
    moved = "\n".join(line.text for line in into_state(source_from_text(text, "a.py")))
    assert moved == (
        "import a\nclass Job:\n    def load(self):\n        self.x = a.b()\n    def run(self):\n"
        "        for i in self.f(1):\n            print(i, [x for x in i], self.x)\n"
        "    def f(self, y):\n        return self.x + y\n"
        'def main():\n    job = Job()\n    job.load()\n    job.run()\nif __name__ == "__main__":\n    main()'
    )
