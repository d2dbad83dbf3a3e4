"""Places that prove a practice: a seed, a version, a baseline, a test, a pin, a tracked run.

Each kind of proof answers one rule's question, so it counts for the practices that name the rule, in whatever map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from mlsmells.facts import TRACKERS, Project, Summary
from mlsmells.facts.syntax.files import walk

MOST = 3  # places of one kind
_NOT_OWN = frozenset({"test", "example"})


class Proof(NamedTuple):
    """One place. ``code`` is the rule whose question it answers; ``line`` is None for a whole file."""

    kind: str
    code: str
    says: str
    path: str
    line: int | None = None
    cell: int | None = None

    @property
    def place(self) -> str:
        """``train.py:12``, in a notebook ``a.ipynb:cell 3:2``."""
        cell = f"cell {self.cell}:" if self.cell is not None else ""
        return self.path if self.line is None else f"{self.path}:{cell}{self.line}"


# A path, a line of the joined module or None, what is seen there.
_Seen = tuple[str, int | None, str]


def proofs(project: Project) -> tuple[Proof, ...]:
    """All that can be shown, at most ``MOST`` places of a kind, in the order of the paths."""
    return tuple(
        _proof(project, kind, code, seen)
        for kind, (code, look) in KINDS.items()
        for seen in islice(dict.fromkeys(look(project)), MOST)
    )


def _proof(project: Project, kind: str, code: str, seen: _Seen) -> Proof:
    path, line, says = seen
    summary = project.summaries.get(path)
    notebook = summary["notebook"] if summary is not None else None
    if notebook is None or line is None:
        return Proof(kind, code, says, path, line)
    before = [(cell, start) for cell, start in notebook["starts"] if start <= line]
    cell, start = before[-1] if before else (None, 1)
    return Proof(kind, code, says, path, line - start + 1, cell)


def _own(project: Project) -> Iterator[tuple[str, Summary]]:
    """The files that are the project's work: no tests, nothing retired or carried along."""
    for path, summary in project.summaries.items():
        if summary["role"] not in _NOT_OWN and not project.is_retired(path) and not project.is_foreign(path):
            yield path, summary


def trains(summary: Summary) -> bool:
    """A model learns here."""
    return bool(summary["fits"] or summary["validated"] or any(draw["training"] for draw in summary["draws"]))


def _seeded(project: Project) -> Iterator[_Seen]:
    """Programs that train, and that no draw leaves to chance: by a seed, or by one for each draw."""
    for path, summary in _own(project):
        if not trains(summary) or summary["random"]["unseeded"] or summary["random"]["partly"]:
            continue
        for other in (path, *sorted(project.imports.closure(path) - {path})):
            for seed in project.summaries[other]["seeds"]:
                if seed["fixed"] and not seed["clock"]:
                    yield other, seed["line"], f"seeds {', '.join(seed['libs'])}"
        draws = [draw for draw in summary["draws"] if draw["training"]]
        if draws and all(draw["seeded"] for draw in draws):
            yield path, draws[0]["line"], f"{draws[0]['what']} draws with a seed of its own"


def _versioned(project: Project) -> Iterator[_Seen]:
    for path, summary in _own(project):
        for read in summary["reads"] if project.tracked is not None else ():
            tool = project.versioned(read["path"], path) if read["path"] and read["rows"] else ""
            if tool:
                yield path, read["at"][0], f"reads {read['path']}, which is versioned by {tool}"
    for path in sorted(project.tracked or walk(project.root)):
        if path.rpartition("/")[2] in ("dvc.yaml", "dvc.lock") or (path.endswith(".dvc") and path != ".dvc"):
            yield path, None, "data is versioned by dvc"


def _baseline(project: Project) -> Iterator[_Seen]:
    for path, summary in _own(project):
        if not trains(summary):
            continue
        if summary["baseline"] and _is_sign(summary):
            line, what = summary["baseline"]
            yield path, int(line), f"compares with a baseline: {what}"
        if document := project.baseline_in_documents(path):
            yield document, None, "names a baseline with its score"


def _is_sign(summary: Summary) -> bool:
    """Rules take anything for a baseline that may be one; a simple model alone, or a broken cell, proves none."""
    what = str((summary["baseline"] or [0, ""])[1])
    fitted = (*summary["fits"], *summary["fits_elsewhere"], *summary["validated"])
    return what != "a cell that cannot be read" and (
        not what.endswith("as well") or len({record["class"] for record in fitted}) > 1
    )


def _judged(project: Project) -> Iterator[_Seen]:
    for path, summary in _own(project):
        if trains(summary):
            yield from (
                (path, m["line"], f"scores a model: {m['name']}") for m in summary["metrics"] if m["supervised"]
            )


def _tested(project: Project) -> Iterator[_Seen]:
    """Test functions of files that import the project's own modules."""
    for path, summary in project.summaries.items():
        if summary["role"] != "test" or not any(project.role(other) != "test" for other in project.imports.of(path)):
            continue
        names = [item for item in summary["definitions"] if item["name"].startswith("test")]
        if names:
            yield path, names[0]["line"], f"tests the project's code: {names[0]['name']}"


def _pinned(project: Project) -> Iterator[_Seen]:
    found = project.dependencies
    yield from ((path, None, "locks what is installed") for path in found.lock_files if not path.startswith("../"))
    yield from ((w.file, w.line, f"pins {w.name} to {w.pin}") for w in found.wanted if w.pin)


def _tracked(project: Project) -> Iterator[_Seen]:
    for path, summary in _own(project):
        if not trains(summary):
            continue
        for item in summary["imports"]:
            tool = item["module"].partition(".")[0]
            if tool in RUN_TRACKERS:
                yield path, item["line"], f"tracks its runs with {tool}"


# Those that are there to keep runs; a library that trains may keep nothing.
RUN_TRACKERS = TRACKERS & frozenset(
    "mlflow wandb neptune comet_ml clearml aim sacred dvclive tensorboard tensorboardX trackio swanlab polyaxon".split()
)
KINDS: dict[str, tuple[str, Callable[[Project], Iterator[_Seen]]]] = {
    "seeded": ("MLS202", _seeded),
    "data versioned": ("MLS303", _versioned),
    "has a baseline": ("MLS501", _baseline),
    "judged by a score": ("MLS503", _judged),
    "has tests": ("MLS912", _tested),
    "pins its dependencies": ("MLS214", _pinned),
    "tracks its runs": ("MLS220", _tracked),
}
