"""Which module code stands in proves nothing: divided between two modules of a project, it has the same findings.

Two ways: the functions and classes of a fixture in ``helpers.py``, or the first half of its code as a function in
``loading.py``; ``train.py`` imports them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.project import check_paths
from mlsmells.engine.registry import all_rules
from mlsmells.sources import Source, read_source
from rewriting.modules import can_share, into_helpers, into_loading_module
from rewriting.moves import Line, can_return
from rewriting.text import Found, findings, places

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
# Rules of these families ask what rows do; the others look at one file or at the project as a whole.
# Rules that see whole projects only: a file alone has none of their findings.
ALONE = {rule.code for rule in all_rules() if rule.scope == "project"}
FAMILIES = ("leakage", "evaluation")
FILES = {p.relative_to(FIXTURES).as_posix(): p for f in FAMILIES for p in sorted(FIXTURES.glob(f"{f}/*/*.py"))}
WAYS: dict[str, tuple[Callable[[Source], bool], Callable[[Source], dict[str, list[Line]]]]] = {
    "helpers": (can_share, into_helpers),
    "loading": (can_return, into_loading_module),
}
CASES = [(way, n) for way, (fits, _) in WAYS.items() for n, path in FILES.items() if fits(read_source(path))]
# Files whose findings change when their code is divided, and why.
UNCALLED = "a function inside load() that nobody calls is not run when load() is followed"
ONE_LINE = "one line calls all functions in a loop: what happens in them is reported there once per message"
SPLIT_ALONE = "load() gives away a split whose parts main() scores: for loading.py alone that is a leak of its own"
EXCEPTIONS = {
    ("loading", "leakage/feature-from-target/bad.py"): "features of two targets: load() and main() each tell the first",
    ("loading", "leakage/statistics-before-split/bad.py"): SPLIT_ALONE,
    ("loading", "leakage/statistics-before-split/bad_calls.py"): SPLIT_ALONE,
    ("helpers", "leakage/early-stop-on-test/bad.py"): ONE_LINE,
    ("loading", "leakage/early-stop-on-test/bad.py"): ONE_LINE,
    ("loading", "leakage/select-on-test/bad.py"): ONE_LINE,
    ("loading", "leakage/split-unpacked-in-wrong-order/bad_unnamed.py"): "the names in load() are not those in main()",
    ("loading", "leakage/test-reused/good_benchmark.py"): "the file's name says that models are compared",
    ("loading", "leakage/target-left-in-features/bad.py"): "the model of load() is fitted once more in main()",
    ("loading", "leakage/transformer-refit-on-test/bad_more.py"): UNCALLED,
    ("loading", "leakage/transformer-refit-on-test/fixed_more.py"): UNCALLED,
    ("helpers", "evaluation/altered-evaluation-data/bad_parts.py"): "a data set's class of another module is not read",
    ("loading", "evaluation/optimised-in-the-wrong-direction/bad.py"): "an objective of another module is not read",
    ("loading", "evaluation/optimised-in-the-wrong-direction/fixed.py"): "an objective of another module is not read",
    ("loading", "evaluation/stale-predictions/bad.py"): "the helper is to blame where only its wrong call is left",
    ("loading", "evaluation/scored-on-training-data/good_elsewhere.py"): "only train.py tests a model",
}


def found_in(parts: dict[str, list[Line]], folder: Path, before: Found) -> Found:
    """Line in the fixture and code of what is found in the divided program.

    What happens behind a call into the other module is reported at the call: there it counts for the line it had.
    """
    for name, lines in parts.items():
        (folder / name).write_text("\n".join(line.text for line in lines) + "\n", encoding="utf-8")
    run = check_paths([folder], load_config(folder, isolated=True), jobs=1)
    assert run.errors == ()
    found = [
        (parts[at.path][at.finding.span.line - 1], at.finding.code)
        for told in run.findings
        for at in told.places or (told,)  # one cause is told once, at the first of its places
        if at.finding.code not in ALONE
    ]
    out = Counter((line.origin, code) for line, code in found)
    called = re.compile("|".join(rf"\b{name}\(" for name in imported(parts["train.py"])))
    for line, code in found:
        lost = next((place for place in before - out if place[1] == code), None)
        if lost and called.search(line.text) and not before[line.origin, code]:
            out[line.origin, code] -= 1
            out[lost] += 1
    return +out


def imported(lines: list[Line]) -> list[str]:
    """The names that train.py takes from the other module."""
    text = next(line.text for line in lines if line.text.startswith(("from loading ", "from helpers ")))
    return text.partition(" import ")[2].split(", ")


@pytest.mark.parametrize(("way", "name"), CASES, ids=[f"{way}-{name}" for way, name in CASES])
def test_divided_code_keeps_its_findings(way: str, name: str, tmp_path: Path) -> None:
    source = read_source(FILES[name], display=FILES[name].name)
    before = places(findings(source))
    after = found_in(WAYS[way][1](source), tmp_path, before)
    if (way, name) in EXCEPTIONS:
        assert after != before, "the exception is no longer needed"
    else:
        assert after == before


def test_exceptions_name_cases() -> None:
    assert EXCEPTIONS.keys() <= set(CASES) and {way for way, _ in CASES} == WAYS.keys()
