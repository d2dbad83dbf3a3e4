"""What a file tells its project, record by record: plain data that JSON can hold.

A place is ``[line, column, end line, end column]``, as in ``Span``. Whoever changes a record counts up ``VERSION``.
"""

from __future__ import annotations

from typing import Any, TypedDict

from mlsmells.facts.analyses.serving.feature_reads import FeatureReadRecord as FeatureReadRecord
from mlsmells.facts.domain.kinds import FitVia, WriteWhat
from mlsmells.facts.notebook.hosts import NeedRecord as NeedRecord
from mlsmells.facts.notebook.runs import RunRecord as RunRecord
from mlsmells.facts.syntax.outline import DefinitionRecord as DefinitionRecord
from mlsmells.facts.syntax.outline import ImportRecord as ImportRecord

VERSION = 11
Place = list[int]

FitRecord = TypedDict(
    "FitRecord",
    {
        "class": str,
        "name": str,
        "family": str,
        "tags": list[str],
        "supervised": bool,
        "via": FitVia,
        "function": str,  # that it stands in
        "at": Place,
        "written": bool,
        "watched": bool,  # rows are held out by the fit itself, or may be
        "table": str | None,  # that the rows were read from, "" for one whose path is not known
        "learners": int,  # heavy models that vote or are stacked
    },
)
ValidationRecord = TypedDict("ValidationRecord", {"class": str, "at": Place, "search": bool})
CandidateRecord = TypedDict(
    "CandidateRecord",
    {
        "model": str,
        "heavy": bool,
        "class": str,
        "metric": str,
        "metric_line": int,
        "data": str | None,
        "at": Place,
    },
)


class MetricRecord(TypedDict):
    name: str
    line: int
    supervised: bool
    classes: list[str]  # of the models scored, "" for one that is not known


class ReadRecord(TypedDict):
    path: str | None
    name: str
    at: Place
    config: bool
    tags: list[str]
    pins: list[str]  # arguments that fix a version
    rows: bool  # rows of data are read
    trains: bool | None  # a model learns from them; None: no fit knows where its rows come from
    unnamed: bool  # nothing is said of the first column of a CSV file
    order: int
    divided: int  # the line on which its rows are divided at random, 0 where they are not
    folded: int  # the line on which they are cross-validated, 0 where they are not
    targets: list[str]  # columns of it that some fit takes as labels


class LearnedRecord(TypedDict):
    """Something was learned from all rows, which carry it, or some of them are copies of others."""

    kind: str  # of the effect
    what: str
    remedy: str
    at: Place
    mild: bool
    whole: bool  # the rows are not the training part of a split
    column: str  # that was summed up per group, "" for anything else


class WriteRecord(TypedDict):
    path: str | None
    what: WriteWhat
    name: str
    at: Place
    classes: list[str]
    index: bool  # row numbers become a column without a name
    order: int
    learned: list[LearnedRecord]  # at most one for each rule that tells of it


class ModelRecord(TypedDict):
    """A model in a file, and the rows of which data it has learned from, or is scored on."""

    model: str
    name: str
    data: str
    at: Place
    part: str  # of a random split, "" for all rows
    split: str  # which draw: "seed 42", "seed 42, stratified", "no seed"; "" where it is not known, or there is none
    held_out: float  # the share, or number, of rows that it holds out; 0 where it is not known
    split_at: Place


class SeedRecord(TypedDict):
    libs: list[str]
    line: int
    clock: bool
    fixed: bool
    on_import: bool


class DrawRecord(TypedDict):
    """Random numbers are drawn."""

    lib: str
    what: str
    line: int
    own: bool
    seeded: bool
    training: bool


class UnseededRecord(TypedDict):
    """A draw that no seed reaches; ``place`` is where it stands, ``at`` where it is shown in this file.

    ``does``: what a reader calls it, as "draws" or "draws its weights". ``own``: from a generator of its own.
    """

    what: str
    does: str
    lib: str
    own: bool
    at: Place
    place: str


class UncalledRecord(TypedDict):
    """Draws of what a module trains in functions that nobody is seen to call, and the names of these functions."""

    draws: list[UnseededRecord]
    within: list[str]


class AskedRecord(TypedDict):
    """A program calls something that trains, as its name says."""

    name: str
    at: Place


class PartlyRecord(TypedDict):
    """A seed, and a draw that it does not reach."""

    at: Place
    libs: list[str]
    late: bool
    draw: UnseededRecord


class RandomRecord(TypedDict):
    unseeded: list[UnseededRecord]
    unless: str  # the option by which the program can be seeded
    partly: list[PartlyRecord]
    uncalled: UncalledRecord | None
    weighs: bool  # a result depends on the draws: something is kept or trained for long


class ScoredRecord(TypedDict):
    """The first model of a program that is trained and scored."""

    at: Place
    metric: str
    metric_line: int
    model: str


class TrackingRecord(TypedDict):
    scored: ScoredRecord | None
    kept: bool
    bare_run: Place | None  # MLflow is told a metric, and nothing of what made it


class UncheckedRecord(TypedDict):
    """A table that is read and learned from."""

    path: str | None
    at: Place
    fit: int


class TrainingRecord(TypedDict):
    """Which kinds of models there are, and what may judge them."""

    plain: bool
    linear: bool
    judges: bool
    shaped: bool
    command_line: Place | None
    small_run: bool


class ScriptRecord(TypedDict):
    """What a module does at its top level."""

    statements: int
    guarded: bool
    read: Place | None
    fit: Place | None
    fits_in_functions: bool
    on_import: Place | None
    does: str


class NotebookRecord(TypedDict):
    cells: int
    code_cells: int
    executed: int
    starts: list[list[int]]  # cell, line
    shell: list[str]
    exports: bool
    hosted: bool
    claims_baseline: bool
    perfect: list[Any] | None  # line, metric, value
    jupytext: bool


class CodeSummary(TypedDict):
    """What every file tells."""

    version: int
    path: str
    role: str
    packages: list[str]
    imports: list[ImportRecord]
    definitions: list[DefinitionRecord]
    entries: list[str]  # functions that a command line, a scheduler or a web framework calls
    asks: list[AskedRecord]
    main_guard: bool
    checks_digest: bool
    checks_data: bool
    unpacks: bool
    fetches: list[str]  # words of what it downloads
    makes_folders: bool
    generated: bool
    runs: list[RunRecord]
    form: str
    needs: list[NeedRecord]
    feature_reads: list[FeatureReadRecord]  # of a feature store


class EventSummary(TypedDict):
    """What happens in a file that knows an ML library."""

    fits: list[FitRecord]
    fits_elsewhere: list[FitRecord]  # of models that other modules of the project fit when this file calls them
    validated: list[ValidationRecord]
    metrics: list[MetricRecord]
    reads: list[ReadRecord]
    writes: list[WriteRecord]
    saved_models: list[ModelRecord]
    scored_models: list[ModelRecord]
    seeds: list[SeedRecord]
    random: RandomRecord
    tracking: TrackingRecord
    versions_data: bool
    installs: list[list[Any]]  # a package, the line
    draws: list[DrawRecord]
    baseline: list[Any] | None  # line, what it is
    simpler: bool
    candidate: CandidateRecord | None
    unchecked: list[UncheckedRecord]
    training: TrainingRecord | None
    script: ScriptRecord | None
    notebook: NotebookRecord | None


class Summary(CodeSummary, EventSummary):
    """A file's share of the project facts."""
