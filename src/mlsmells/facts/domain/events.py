"""What happens in a program, in program order: the only thing rules read.

Every event has ``node`` (the ast node to report at), ``order`` (position in the
run), ``branch`` (the arms of the conditionals it is under), ``calls`` (the call
nodes of the file through which it was reached, outermost first) and ``loops``
(the loops around it, outermost first). ``order`` is unique and only grows.

``Run.emit`` fills these in and records the event; from then on it does not change.
What is learned of it later (a prediction turns out to be trained on, a score is
printed with a word) is said by ``Run.amend`` alone, and only of the fields that
the event's class names in ``LATER``. An event that turns out not to matter is
taken back by ``Run.retract``.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import ClassVar

from mlsmells.core import cut_path
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.rows import Rows, Step, union
from mlsmells.facts.domain.values import ABSENT, UNCLEAR, Arg, Effect, Value
from mlsmells.facts.syntax.walk import called_as

BranchPath = tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class Event:
    """Base of all events."""

    LATER: ClassVar[frozenset[str]] = frozenset()  # the fields that may be said after it was emitted

    node: ast.AST
    order: int = 0
    branch: BranchPath = ()
    calls: tuple[ast.Call, ...] = ()
    loops: tuple[ast.AST, ...] = ()
    function: str = ""  # qualified name of the function it stands in, "" at module level
    statement: ast.stmt | None = None
    # The node itself and the calls that led there: one per call of a helper. ``node`` is where it is reported.
    site: tuple[ast.AST, tuple[ast.Call, ...]] | None = None
    foreign: str = ""  # "features.py:12" when it stands in another module of the project

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 1)

    @property
    def where(self) -> str:
        """For a message: ``line 12`` of the file itself, ``features.py:12`` of another one."""
        return cut_path(self.foreign) if self.foreign else f"line {self.line}"

    def excludes(self, other: Event) -> bool:
        """The two stand in different arms of one conditional and cannot both happen."""
        mine = dict(self.branch)
        return any(mine.get(branch, arm) != arm for branch, arm in other.branch)

    @property
    def loop(self) -> ast.AST | None:
        """The innermost loop around it."""
        return self.loops[-1] if self.loops else None

    def shares_loop(self, other: Event) -> bool:
        """Some loop is around both, also when one of them stands in a function that the loop calls."""
        return any(loop in other.loops for loop in self.loops)

    @property
    def receiver(self) -> Obj | Value | None:
        """The object whose method it is, or the value it is called on where that is not known. Compare with ``is``."""
        obj: Obj | None = getattr(self, "obj", None)
        holder: Value | None = getattr(self, "holder", None)
        return obj if obj is not None else holder


def behind_one_call(*events: Event | None) -> bool:
    """All of it happens behind one call into another module of the project, which sees it by itself."""
    known = [event for event in events if event is not None]
    return bool(known) and all(event.foreign and event.node is known[0].node for event in known)


def statement_words(statement: ast.stmt | None) -> list[str]:
    """The names a statement assigns and the texts it contains, lower case."""
    if statement is None:
        return []
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        targets = [statement.target]
    elif not isinstance(statement, (ast.Expr, ast.Return)):
        return []
    names = [called_as(n) for t in targets for n in ast.walk(t) if isinstance(n, (ast.Name, ast.Attribute))]
    texts = [n.value for n in ast.walk(statement) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [w.lower() for w in (*names, *texts)]


@dataclass(slots=True, eq=False)
class Import(Event):
    """``module`` (a dotted name) is imported; ``names`` of a from-import."""

    module: str = ""
    names: tuple[str, ...] = ()
    level: int = 0


@dataclass(slots=True, eq=False)
class Call(Event):
    """A call of a library function that knowledge lists under verb NOTE (``tags`` say what for).

    ``obj`` is the object whose method it is, where that is known; ``holder`` the value it is called on otherwise.
    ``presumed``: the object is unknown, and what is called, and where, says what it must be.
    """

    name: str = ""
    tags: frozenset[str] = frozenset()
    args: dict[str, Arg] = field(default_factory=dict)
    out: Value | None = None
    obj: Obj | None = None
    holder: Value | None = None
    presumed: bool = False


@dataclass(slots=True, eq=False)
class Backward(Event):
    """Gradients are computed, of whatever loss: ``loss.backward()``, ``accelerator.backward(loss)``, ``tape.gradient``.

    ``obj`` or ``holder`` is what takes the loss as an argument, neither where the loss has the method itself.
    """

    name: str = "backward"
    loss: Value | None = None
    obj: Obj | None = None
    holder: Value | None = None


@dataclass(slots=True, eq=False)
class Escape(Event):
    """Objects are handed to a function about which nothing is known: it may do anything to them.

    ``things`` are the objects (estimators, modules, optimizers) and the values that may be one.
    """

    name: str = ""
    things: tuple[Obj | Value, ...] = ()

    def holds(self, thing: Obj | Value | None) -> bool:
        """This very object, as ``receiver`` gives it, is among them."""
        return any(escaped is thing for escaped in self.things)


@dataclass(slots=True, eq=False)
class ArgsEvent(Event):
    """Base of the calls whose arguments are asked for in one of four states."""

    name: str = ""
    args: dict[str, Arg] = field(default_factory=dict)
    unclear: bool = False  # star arguments may hold more

    def arg(self, name: str) -> Arg:
        """An argument in one of four states."""
        found = self.args.get(name)
        return found if found is not None else UNCLEAR if self.unclear else ABSENT


@dataclass(slots=True, eq=False)
class Read(ArgsEvent):
    """Data is read. ``path`` is the folded constant path or URL, None when unknown.

    ``config``: the path comes from the command line, the environment or a config object.
    ``pins`` holds the arguments that fix a version (revision, known_hash, version …).
    """

    path: str | None = None
    out: Value | None = None
    config: bool = False
    key: str = ""  # same key = same path expression, also when its text is unknown
    pins: dict[str, Arg] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Write(ArgsEvent):
    """Something is written. ``what``: data, model, metrics, other."""

    path: str | None = None
    what: str = "other"
    value: Value | None = None
    key: str = ""


@dataclass(slots=True, eq=False)
class Split(Event):
    """Rows are divided. ``id`` is the split id on the row paths.

    ``kind``: random, cv, slice, mask, sample, library, tail.
    ``inputs`` are the arrays as they went in, ``outputs`` what came out, in order.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"rest"})

    id: object = None
    kind: str = "random"
    name: str = ""
    inputs: tuple[Value, ...] = ()
    outputs: tuple[Value, ...] = ()
    seed: Arg = ABSENT
    shuffle: bool | None = None  # None: unknown
    rng: str = ""  # the library whose global generator is used: numpy, torch, python
    seed_name: str = ""  # the argument that takes the seed
    rest: bool = False  # of a sample: the rows left over are used as well
    args: dict[str, Arg] = field(default_factory=dict)
    obj: Obj | None = None  # the splitter

    @property
    def redrawn(self) -> bool:
        """Done again, it gives other parts: a random split without a seed."""
        return self.kind == "random" and self.shuffle is True and self.seed.absent_or(None)


@dataclass(slots=True, eq=False)
class Fit(Event):
    """An estimator learns from ``X`` (and ``y``). ``via``: fit, partial, loop, native, cv, search.

    ``watched`` are the rows handed over for early stopping or monitoring, by argument name.
    For a pipeline, ``X`` is what the first step sees.
    """

    obj: Obj = None  # type: ignore[assignment]
    X: Value | None = None
    y: Value | None = None
    via: str = "fit"
    watched: dict[str, Value] = field(default_factory=dict)
    args: dict[str, Arg] = field(default_factory=dict)
    held: Step | None = None  # the part of X that the fit itself keeps for validation

    @property
    def rows(self) -> Rows | None:
        return self.X.rows if self.X is not None else None


@dataclass(slots=True, eq=False)
class Apply(Event):
    """A fitted transformer is applied: ``X`` in, ``out`` out."""

    LATER: ClassVar[frozenset[str]] = frozenset({"fit", "out"})

    obj: Obj = None  # type: ignore[assignment]
    X: Value | None = None
    out: Value | None = None
    fit: Fit | None = None


@dataclass(slots=True, eq=False)
class Predict(Event):
    """A model predicts. ``how``: label, proba, score (``label`` may be a number for regressors)."""

    LATER: ClassVar[frozenset[str]] = frozenset({"X", "fits", "out", "trained"})

    obj: Obj = None  # type: ignore[assignment]
    X: Value | None = None
    out: Value | None = None
    how: str = "label"
    method: str = "predict"
    fits: tuple[Fit, ...] = ()
    trained: bool = False  # the model learned from the loss of this very prediction


@dataclass(slots=True, eq=False)
class Metric(Event):
    """A score is computed: a metric function (``first``, ``second`` as passed), ``model.score`` or ``evaluate``.

    ``true`` and ``pred`` are what knowledge binds to the labels and the predictions.
    ``predictions`` are the Predict events that made ``pred`` (one per model).
    ``X`` are the rows scored when the model is called with them (``score``, ``evaluate``).
    ``positional``: number of arguments passed by position.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"fits", "out", "trained", "words"})

    name: str = ""
    true: Value | None = None
    pred: Value | None = None
    X: Value | None = None
    obj: Obj | None = None
    predictions: tuple[Predict, ...] = ()
    fits: tuple[Fit, ...] = ()
    tags: frozenset[str] = frozenset()  # asymmetric, score-based, unsupervised, loss …
    positional: int = 0
    out: Value | None = None
    names: tuple[str, ...] = ()  # the variable names of the first two arguments
    argument_nodes: tuple[ast.expr, ...] = ()
    via: str = "function"  # function, score, evaluate, comparison, custom
    trained: bool = False  # the loss that the model was trained with
    words: tuple[str, ...] = ()  # what it is called where it is stored or shown, lower case

    @property
    def texts(self) -> tuple[str, ...]:
        """What it is called, and what else stands in its statement."""
        return (*self.words, *statement_words(self.statement))

    @property
    def label(self) -> str:
        """What a reader knows the score by: ``f1_score``; a mean or sum of hits has no name."""
        return "comparison with the labels" if self.via == "comparison" else self.name.rpartition(".")[2]

    def said(self, *words: str) -> bool:
        """The score is stored under or printed with one of these words."""
        return any(word in text for text in self.texts for word in words)

    @property
    def rows(self) -> Rows | None:
        """The rows that were scored."""
        if self.X is not None:
            return self.X.rows
        if self.predictions:
            return union(p.X.rows if p.X else None for p in self.predictions)
        return None


@dataclass(slots=True, eq=False)
class CrossValidation(Event):
    """``estimator`` is cross-validated or searched over ``X``, ``y``; ``search`` for search objects.

    ``scoring`` is the argument that chooses the metric, UNCLEAR where there is no such argument.
    """

    name: str = ""
    estimator: Obj | None = None
    X: Value | None = None
    y: Value | None = None
    search: bool = False
    args: dict[str, Arg] = field(default_factory=dict)
    obj: Obj | None = None
    scoring: Arg = UNCLEAR


@dataclass(slots=True, eq=False)
class Resample(Event):
    """Rows are copied, invented or thinned out. ``how``: over, under, bootstrap, copies."""

    LATER: ClassVar[frozenset[str]] = frozenset({"out"})

    obj: Obj | None = None
    name: str = ""
    X: Value | None = None
    out: Value | None = None
    how: str = "over"


@dataclass(slots=True, eq=False)
class ColStat(Event):
    """A statistic over the rows of ``X``: mean, median, std, min, max, mode, quantile, rank …"""

    name: str = ""
    X: Value | None = None
    out: Value | None = None
    grouped: bool = False
    args: dict[str, Arg] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Entity(Event):
    """Rows of ``X`` are grouped, counted or made unique by a column that names whom they belong to.

    ``how``: groupby, nunique, value_counts …, drop_duplicates (``column`` is "" when whole rows are compared).
    """

    how: str = ""
    column: str = ""
    X: Value | None = None


@dataclass(slots=True, eq=False)
class Seed(Event):
    """A global generator is seeded. ``libs``: numpy, python, torch, tensorflow …

    ``value`` is the seed argument; ``clock``: it comes from the time or the system's entropy.
    """

    libs: frozenset[str] = frozenset()
    value: Arg = ABSENT
    clock: bool = False
    name: str = ""


@dataclass(slots=True, eq=False)
class Rng(Event):
    """Random numbers are drawn from the global generator of ``lib`` (unless ``own``).

    ``what`` is the call or class; ``training``: the draw is part of building or fitting a model.
    """

    lib: str = ""
    what: str = ""
    own: bool = False
    generator: bool = False  # a generator of one's own that is made without a seed
    training: bool = False
    obj: Obj | None = None
    seed: Arg = ABSENT


@dataclass(slots=True, eq=False)
class Listing(Event):
    """Files are listed in the order of the file system (os.listdir, glob …), or a set is given an order."""

    name: str = ""
    path: str | None = None
    config: bool = False
    out: Value | None = None


@dataclass(slots=True, eq=False)
class OrderUse(Event):
    """A value whose order is not fixed is used where order matters.

    ``how``: label-map, dataset, concat, split, slice, zip, columns, write, seed, bucket;
    newest: the newest of some files is read.
    ``effect`` is the set-order, unsorted-listing, hash or newest effect, with the place it began.
    """

    how: str = ""
    effect: Effect = None  # type: ignore[assignment]
    value: Value | None = None


@dataclass(slots=True, eq=False)
class Choice(Event):
    """The best of several scores is kept. ``how``: the function that finds it, "best so far", sorted, objective.

    ``scores`` are the Metric and CrossValidation events compared; ``uses`` the places where what was
    chosen is used afterwards, with a word: built, called, saved, compared, returned, searched,
    shown, displayed (an expression on a line of its own: a notebook shows its value).
    ``arm`` is the block that keeps the best, of a comparison.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"arm", "scores", "uses"})

    how: str = ""
    scores: tuple[Event, ...] = ()
    uses: tuple[tuple[ast.AST, str], ...] = ()
    arm: tuple[ast.stmt, ...] = ()


@dataclass(slots=True, eq=False)
class Shown(Event):
    """Scores are reported. ``how``: print, log, expression (the last line of a notebook's cell shows its value).

    ``effects`` are the ``scored`` effects of what is shown; their ``event`` is the score.
    """

    how: str = "print"
    effects: tuple[Effect, ...] = ()
