"""Runs every program of ``programs/`` before and after its fixes, and writes docs/fixes.md.

``prove_programs.py`` takes names of programs (all by default) and exits with 1 when a fix broke one: an error, a
printed result that a safe fix changed, a text that does not parse, a second round that changes something again.
A planted smell is marked by ``# smell: MLS103`` at the end of its line; the marks are taken off before anything runs.
Programs in ``notebooks`` are cells divided by ``# %%``; names that end in ``_crlf`` get Windows line ends.
"""

from __future__ import annotations

import argparse
import ast
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import proofs_page
from mlsmells.cli._fixable import findings_of
from mlsmells.config import load_config
from mlsmells.core import Finding
from mlsmells.proof.figures import Change, changed
from mlsmells.proof.repairs import Recheck, alone, of_kind, repairs_of
from mlsmells.proof.running import Ran, run
from mlsmells.sources import Source, source_from_text
from program_files import PROGRAMS, Program, programs, read

SECONDS = 180


class Planted(NamedTuple):
    """A smell that was put in on purpose, and what became of it."""

    line: int
    code: str
    outcome: str  # "fixed", "refused: why", "no fix" or "not found"
    changes: tuple[Change, ...] = ()

    @property
    def is_leak(self) -> bool:
        """Whether it is about what training learned of the test rows."""
        return self.code.startswith("MLS1")


class Proof(NamedTuple):
    """One program."""

    name: str
    planted: tuple[Planted, ...]
    changes: tuple[Change, ...]
    broken: tuple[str, ...]  # what went wrong, in words


def prove(path: Path) -> Proof:
    """Run it before and after."""
    program = read(path)
    config = load_config(PROGRAMS, isolated=True).with_options({"show_notes": True, "min_confidence": "low"})
    source = source_from_text(program.text, _file(program))
    recheck = partial(findings_of, config=config)
    found = recheck(source)
    safe, every = repairs_of(source, recheck, seed=42)
    before = _run(program, source.text)
    broken = [f"before: {before.why}"] if before.why else []
    if safe.text is not None:
        broken += _safe_is_same(program, source.text, safe.text, before)
    changes: list[Change] = []
    if every.text is not None:
        after = _run(program, every.text)
        broken += [f"after: {after.why}"] if after.why else []
        broken += _is_settled(program, every.text, recheck)
        changes = changed(before.out, after.out)
    outcome = partial(
        _outcome,
        program=program,
        source=source,
        found=found,
        fixed=every.fixed,
        applied=every.applied,
        skipped=every.skipped,
    )
    planted = [outcome(line, code) for line, code in program.marks]
    leaks = [one for one in planted if one.is_leak and one.outcome == "fixed"]
    if len(every.fixed) > 1 and not broken:
        worth = _worth(program, source, recheck, leaks, changes, before)
    else:
        worth = {one: tuple(changes) for one in leaks}
    planted = [one._replace(changes=worth.get(one, ())) for one in planted]
    return Proof(program.name, tuple(planted), tuple(changes), tuple(broken))


def _worth(
    program: Program, source: Source, recheck: Recheck, leaks: list[Planted], every: list[Change], before: Ran
) -> dict[Planted, tuple[Change, ...]]:
    """What the repair of each leak alone does to the printed figures: with seeds, where the program has none.

    For a repair that needs others first it is what all of them do.
    """
    seeded = of_kind(source, recheck, 42, "MLS2")
    if seeded is not None:
        source, before = source_from_text(seeded, source.path), _run(program, seeded)
    left = recheck(source)
    worth: dict[Planted, tuple[Change, ...]] = {}
    for leak in leaks:
        finding = next((each for each in left if each.code == leak.code), None)
        text = alone(source, recheck, 42, finding) if finding is not None else None
        left = [each for each in left if each is not finding]
        if text is None:
            worth[leak] = tuple(change._replace(label=f"with the others: {change.label}") for change in every)
        else:
            worth[leak] = tuple(changed(before.out, _run(program, text).out))
    return worth


def _safe_is_same(program: Program, old: str, new: str, before: Ran) -> list[str]:
    """A deterministic program prints the same after its safe fixes."""
    after = _run(program, new)
    if after.why:
        return [f"after safe fixes: {after.why}"]
    if after.out != before.out and _run(program, old, hash_seed=1).out == before.out:
        return ["safe fixes change what it prints"]
    return []


def _is_settled(program: Program, text: str, recheck: Recheck) -> list[str]:
    source = source_from_text(text, _file(program))
    if source.tree is None or (not program.is_notebook and not _parses(text)):
        return ["the result does not parse"]
    again = repairs_of(source, recheck, seed=42).every
    return ["a second fix changes it again"] if again.text is not None else []


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _outcome(
    line: int,
    code: str,
    *,
    program: Program,
    source: Source,
    found: Sequence[Finding],
    fixed: Sequence[Finding],
    applied: Sequence[Finding],
    skipped: Sequence[tuple[Finding, str]],
) -> Planted:
    here = [each for each in found if _is_at(each, source, program, line, code)]
    if not here:  # one of several that are told once, and mended in a later round
        of_code = [each for each in applied if each.code == code and each not in fixed]
        return Planted(line, code, "fixed" if of_code else "not found")
    if any(each.code == code and each.span == here[0].span for each in fixed):
        return Planted(line, code, "fixed")
    reasons = [why for each, why in skipped if each.code == code and each.message == here[0].message]
    reasons = reasons or [why for each, why in skipped if each.code == code]
    return Planted(line, code, f"refused: {reasons[0]}" if reasons else "no fix")


def _is_at(finding: Finding, source: Source, program: Program, line: int, code: str) -> bool:
    first = finding.span.line
    return finding.code == code and (first <= line <= max(finding.span.end_line, first))


def _file(program: Program) -> str:
    return Path(program.name).name + (".ipynb" if program.is_notebook else ".py")


def _run(program: Program, text: str, hash_seed: int = 0) -> Ran:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _file(program)
        path.write_bytes(text.encode("utf-8"))
        return run(path, seconds=SECONDS, hash_seed=hash_seed)


def summary(proofs: Sequence[Proof]) -> str:
    """One line with the figures."""
    planted = [one for proof in proofs for one in proof.planted]
    kinds = Counter(one.outcome.partition(":")[0] for one in planted)
    leaks = Counter(one.outcome.partition(":")[0] for one in planted if one.is_leak)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    broken = sum(bool(proof.broken) for proof in proofs)
    return (
        f"{len(proofs)} programs, {broken} broken; {len(planted)} planted smells: {told}; "
        f"{leaks.total()} leaks: {leaks['fixed']} fixed, {leaks['refused']} refused"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Prove, tell, and write the page when all were run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="programs, by a part of their name")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(argv)
    paths = [path for path in programs() if not options.names or any(name in path.stem for name in options.names)]
    with ThreadPoolExecutor(options.jobs) as pool:
        proofs = list(pool.map(prove, paths))
    for proof in proofs:
        for line, code, outcome, changes in proof.planted:
            print(f"{proof.name}:{line}: {code} {outcome} {'; '.join(map(str, changes[:3]))}")
        for why in proof.broken:
            print(f"{proof.name}: BROKEN {why}")
    print(summary(proofs))
    if not options.names:
        proofs_page.write(proofs, summary(proofs))
    return 1 if any(proof.broken for proof in proofs) else 0


if __name__ == "__main__":
    sys.exit(main())
