"""Analyses inputs that nobody would write, and tells what it could not bear.

    python tools/fuzz.py [--inputs N] [--seed N] [--kind KIND…] [--sum FILE] [--keep FOLDER]
    python tools/fuzz.py --write FILE                      # docs/reliability.md from the figures of some runs

Kinds: ``grammar`` (hypothesmith, the extra `fuzz`), ``cuts`` (every fixture behind each token: all of them, whatever
``--inputs`` says), and mutations of the fixtures: ``tokens``, ``lines``, ``trees``, ``bytes``, ``notebooks``.
Each input comes from the seed and its number. ``--sum`` adds the figures to a file, so that a long run
can be made in pieces; ``--keep`` writes an input of each kind of failure. Exit code 1: something failed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

import fuzz_inputs
from fuzz_inputs import Input
from fuzz_page import write
from mlsmells.config import Config, load_config
from mlsmells.core.rule import PROJECT
from mlsmells.engine.check import check_source
from mlsmells.engine.located import Located, locate
from mlsmells.engine.project import Checked, check_one, run_of
from mlsmells.fix import fix_source
from mlsmells.report import formats, render
from mlsmells.sources import Source, source_from_bytes

SLOW = 2.0  # seconds of CPU; inputs are small
FIXED, SHOWN = 3, 20  # every so many inputs are fixed, or told in all formats
_DETAILS = re.compile(r"0x[0-9a-f]+|'[^']*'|\d+")


@dataclass(slots=True)
class Figures:
    """What became of the inputs of one kind."""

    inputs: int = 0
    parsed: int = 0
    findings: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    failures: dict[str, int] = field(default_factory=dict)


def main() -> int:
    options = _options()
    if options.write:
        return write(options.write)
    config = load_config(Path(tempfile.mkdtemp()), explicit=None, isolated=True)
    total = {}
    for kind in options.kind or [*fuzz_inputs.KINDS]:
        total[kind] = figures = Figures()
        for number, made in enumerate(inputs(kind, options.inputs, options.seed)):
            for failure in judged(made, number, config, figures):
                figures.failures[failure] = figures.failures.get(failure, 0) + 1
                if figures.failures[failure] == 1:
                    print(f"{kind} {number}: {failure}", flush=True)
                    _keep(options.keep, made, f"{kind}_{options.seed}_{number}")
        shown = {name: value for name, value in asdict(figures).items() if name != "failures"}
        print(kind, *(f"{name} {value:.4g}" for name, value in shown.items()), flush=True)
    if options.sum:
        _add(options.sum, total)
    return 1 if any(figures.failures for figures in total.values()) else 0


def inputs(kind: str, number: int, seed: int) -> Iterator[Input]:
    """So many inputs of a kind."""
    if kind == "cuts":
        yield from fuzz_inputs.cuts()
    elif kind == "grammar":
        from fuzz_grammar import programs

        yield from (Input("grammar.py", text.encode("utf-8", "surrogatepass")) for text in programs(number, seed))
    else:
        make = fuzz_inputs.KINDS[kind]
        yield from (make(Random(f"{kind}/{seed}/{each}")) for each in range(number))


def judged(made: Input, number: int, config: Config, figures: Figures) -> Iterator[str]:
    """The kinds of failure on this input."""
    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            source = source_from_bytes(made.data, made.path)
            checked = check_one(source, config, PROJECT)
            yield from _failed(checked)
            figures.parsed += source.tree is not None
            figures.findings += bool(checked.findings)
            if number % FIXED == 0:
                _fix(source, config)
            if number % SHOWN == 0:
                _show(checked)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            yield f"{type(error).__name__} in {Path(place.filename).name}: {_DETAILS.sub('…', str(error))[:100]}"
    spent = time.process_time() - start
    figures.inputs += 1
    figures.seconds += spent
    figures.slowest = max(figures.slowest, spent)
    if spent > SLOW:
        yield "slow"


def _failed(checked: Checked) -> Iterator[str]:
    at: Located
    for at in (*checked.errors, *checked.findings):
        if at.finding.code == "MLS000" and " failed: " in at.finding.message:
            yield _DETAILS.sub("…", at.finding.message)


def _fix(source: Source, config: Config) -> None:
    result = fix_source(source, lambda s: list(check_source(s, config).findings), unsafe=True, seed=42)
    if result.text is not None:
        locate(
            check_source(source_from_bytes(result.text.encode("utf-8", "replace"), source.path), config).findings,
            source,
        )


def _show(checked: Checked) -> None:
    run = run_of([checked])
    for output_format in formats():
        render(output_format, run, lambda code: ()).encode("utf-8")


def _keep(folder: Path | None, made: Input, name: str) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}{Path(made.path).suffix}").write_bytes(made.data)


def _add(file: Path, total: dict[str, Figures]) -> None:
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    for kind, figures in total.items():
        new, old = asdict(figures), kept.get(kind, asdict(Figures()))
        failures = Counter(old["failures"]) + Counter(new["failures"])
        kept[kind] = {name: old[name] + new[name] for name in new if name not in ("slowest", "failures")}
        kept[kind] |= {"slowest": max(old["slowest"], new["slowest"]), "failures": failures}
    file.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1000, help="inputs of each kind (default: 1000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", action="append", choices=["grammar", "cuts", *fuzz_inputs.KINDS])
    parser.add_argument("--sum", type=Path, help="add the figures to this file")
    parser.add_argument("--keep", type=Path, help="write one input of each kind of failure to this folder")
    parser.add_argument("--write", type=Path, help="write the page from these figures")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
