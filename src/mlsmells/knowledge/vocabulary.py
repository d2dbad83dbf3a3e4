"""The words a knowledge file may use: verbs, families, and the options of both; ``schema`` checks files against them.

A word that stands here and is not read by the interpreter yet changes nothing: it records a fact for a rule to come.
"""

from __future__ import annotations

# Verb → the options it cannot do without.
VERBS: dict[str, tuple[str, ...]] = {
    "read": (),
    "write": ("path", "what"),
    "split": (),
    "equiv": (),
    "either": (),
    "subset": (),
    "mix": ("of",),
    "columns": ("mode",),
    "stat": (),
    "grouped": (),
    "learned": (),
    "size": (),
    "fit": (),
    "fit-apply": (),
    "fit-predict": (),
    "apply": (),
    "predict": ("how",),
    "score": (),
    "evaluate": (),
    "set-params": (),
    "metric": ("true",),
    "cv": ("estimator", "X"),
    "resample": (),
    "sample": (),
    "seed": ("libs",),
    "rng": ("lib",),
    "listing": (),
    "ordering": (),
    "note": ("tags",),
    "construct": ("cls",),
    "clone": ("of",),
    "config": (),
    "clock": (),
    "rng-state": (),
    "expression": (),
    "with-columns": (),
    "selected": (),
    "summary": (),
    "per-group": (),
    "filtered": (),
    "opaque": (),
    "print": (),
}

# Families; "a.b" is allowed wherever "a" is.
FAMILIES = frozenset(
    """
    accelerator booster callback classifier clusterer collator columns config data-matrix dataset density
    forecaster generator index index-sampler keras-model layer llm-client loader loss meta metric module optimizer
    outlier-detector pipeline predictor regressor sampler scaler scheduler search settings splitter study tokenizer
    tracker
    trainer trainer-arguments transform transformer
    """.split()
)

# Options that hold one name: of an argument, a kind, an effect, a library, a class …
NAMES = frozenset(
    """
    along assign axis by cls columns condition cv dataset default draws drops effect estimator expects files fixed
    function functional hint how index inplace iterates kind lib looks loss mode model norm of part path pickle pred
    ranks renames replace returns rng rounds scoring seed selects shape sections shuffle sizes slices split stat
    stopping subset transform
    true value what without X y reads role tells
    """.split()
)

# Options that hold several names.
LISTS = frozenset("also augments children kills learns libs mild of parts pins tags watched".split())

# Options that are on or off. Some of them may name an argument instead.
FLAGS = frozenset(
    """
    aligned association clock counts fresh grouped grows indexes inplace interval learns merge mix moves named native
    norm one-hot open ordered orders own partial positions shown shuffle supervised time training unpacks unsupervised
    updates whole
    """.split()
)

# Options that hold a mapping: from an argument to the values that matter, or from a name to its description.
MAPPINGS = frozenset("asymmetric defaults errors idle learns loads methods proba random role when".split())

# What a value is, how rows belong together, what a call leaves on them: the words of the interpreter for it.
KINDS = frozenset(
    """
    array batch bunch columns dataset dict file frame generator grouped indices iterator list loader mask model module
    other path reader series set size stat tape tensor text tracker trial tuple windowed writer
    """.split()
)
# Whose methods are described in section ``kinds``: of what is not known at all, and of any class of a library, too.
RECEIVERS = KINDS | {"unknown", "lib"}
HINTS = frozenset("dates index sorted descending lag resample filled unique windows copies dtype".split())
EFFECTS = frozenset(
    """
    fitted encoded stat uses-y merged future resampled augmented reshuffled set-order unsorted-listing drawn
    softmaxed log-softmaxed sigmoided log-sigmoided rectified argmaxed
    """.split()
)
# Options that take one of a few words: for one verb, or "" for every other entry.
CHOICES: dict[tuple[str, str], frozenset[str]] = {
    ("", "kind"): KINDS,
    ("split", "kind"): frozenset("random cv slice mask sample library tail".split()),
    ("rng", "kind"): frozenset("shuffle draw generator".split()),
    ("", "effect"): EFFECTS,
    ("stat", "along"): EFFECTS,
    ("", "hint"): HINTS,
    ("predict", "how"): frozenset("label proba score".split()),
    ("fit-predict", "how"): frozenset("label proba score".split()),
    ("resample", "how"): frozenset("over under bootstrap copies".split()),
    ("write", "what"): frozenset("data model metrics other".split()),
}

OPTIONS = NAMES | LISTS | FLAGS | MAPPINGS
CLASS_WORDS = frozenset({"family", "args"}) | OPTIONS
FUNCTION_WORDS = frozenset({"does", "args"}) | OPTIONS
SECTIONS = frozenset({"library", "imports", "needs", "aliases", "functions", "classes", "families", "kinds", "bases"})
RANDOM = frozenset({"always", "never"})
