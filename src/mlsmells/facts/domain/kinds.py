"""The closed sets of words by which facts are told apart.

mypy checks every ``==`` with them; a test of this module checks every ``in``, and what knowledge files say.
"""

from __future__ import annotations

from typing import Literal

# What a value is. ``Value`` says a word about each.
Kind = Literal[
    "",
    "frame", "series", "columns", "grouped", "windowed", "indexer", "strings", "reader", "writer",
    "array", "tensor", "width",
    "dataset", "data-matrix", "loader", "batch", "bunch", "listing",
    "indices", "mask",
    "pred", "score", "residual", "metric", "stat", "size",
    "text", "path", "file", "none", "list", "tuple", "set", "dict", "iterator",
    "function", "class", "instance", "inherited", "super", "partial", "builtin", "lib", "imported",
    "estimator", "model", "module", "generator", "draw", "tape", "trial", "tracker", "parser", "other",
]  # fmt: skip

# What was done to rows, or how they came about. ``Effect`` says a word about each.
EffectKind = Literal[
    "fitted", "encoded", "stat", "uses-y", "merged", "along", "future", "today",
    "resampled", "augmented", "reshuffled",
    "set-order", "unsorted-listing", "column-order", "newest", "hash", "drawn", "finish-order",
    "softmaxed", "log-softmaxed", "sigmoided", "log-sigmoided", "rectified", "argmaxed",
    "scored", "chosen", "predicted", "weighted",
]  # fmt: skip

# Those of the outputs of networks: arithmetic makes other numbers of them.
ACTIVATIONS = frozenset({"softmaxed", "log-softmaxed", "sigmoided", "log-sigmoided", "rectified"})

# How rows belong together. ``Hint`` says a word about each.
HintKind = Literal[
    "dates", "index", "sorted", "descending", "lag", "resample", "filled", "unique", "windows", "piece", "copies",
    "shuffled",
]  # fmt: skip

# How rows are divided. ``Split`` says a word about each.
SplitKind = Literal["random", "cv", "slice", "mask", "sample", "library", "tail"]

# How an estimator learned.
FitVia = Literal["fit", "partial", "loop", "native", "cv", "search"]

# How a score was computed.
MetricVia = Literal["function", "score", "evaluate", "estimator", "comparison", "custom"]

# What a model gives.
PredictHow = Literal["label", "proba", "score"]

# What a resampling does to the rows.
ResampleHow = Literal["over", "under", "bootstrap", "copies"]

# Why a change of a frame is lost.
LostHow = Literal["dropped", "chained", "inplace", "alias"]

# What is written.
WriteWhat = Literal["data", "model", "metrics", "other"]

# What a value whose order nothing fixes is used for.
OrderHow = Literal[
    "label-map", "dataset", "concat", "split", "slice", "zip", "columns", "write", "seed", "bucket", "newest",
    "shuffled",
]  # fmt: skip

# How a score is shown.
ShownHow = Literal["print", "log", "expression"]
