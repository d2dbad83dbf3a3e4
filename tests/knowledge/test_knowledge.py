"""The loader: aliases, methods, star imports, a team's own files."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest

from mlsmells.knowledge import PACKAGES, Knowledge, KnowledgeError, load

SKLEARN = frozenset({"sklearn"})


@pytest.fixture(scope="module")
def everything() -> Knowledge:
    return load(frozenset(PACKAGES))


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("sklearn.cross_validation.train_test_split", "sklearn.model_selection.train_test_split"),
        ("sklearn.preprocessing.Imputer", "sklearn.impute.SimpleImputer"),
        ("sklearn.externals.joblib.dump", "joblib.dump"),
        ("sklearn.lda.LDA", "sklearn.discriminant_analysis.LinearDiscriminantAnalysis"),
        ("tensorflow.keras.layers.Dense", "keras.layers.Dense"),
        ("tensorflow.keras.models.Sequential", "keras.Sequential"),
        ("pytorch_lightning.seed_everything", "lightning.pytorch.seed_everything"),
        ("fastai.vision.all.np.random.seed", "numpy.random.seed"),
        ("torch.utils.data.dataset.random_split", "torch.utils.data.random_split"),
        ("acme.load_table", "acme.load_table"),
        ("sklearn", "sklearn"),
    ],
    ids=lambda value: value,
)
def test_canonical(everything: Knowledge, name: str, canonical: str) -> None:
    assert everything.canonical(name) == canonical


def test_old_import_path_finds_the_function() -> None:
    spec = load(SKLEARN).function("sklearn.cross_validation.train_test_split")
    assert spec is not None
    assert spec.name == "sklearn.model_selection.train_test_split"
    assert (spec.does, spec.args[0], spec.options["seed"]) == ("split", "*arrays", "random_state")


def test_a_class_is_no_function_and_the_other_way_round() -> None:
    known = load(SKLEARN)
    assert known.function("sklearn.svm.SVC") is None
    assert known.klass("sklearn.metrics.accuracy_score") is None
    assert known.klass("sklearn.svm.Unheard") is None


@pytest.mark.parametrize(
    ("owner", "method", "does"),
    [
        ("sklearn.svm.SVC", "predict", "predict"),  # by its family
        ("sklearn.feature_extraction.text.CountVectorizer", "fit_transform", "fit-apply"),  # its own
        ("transformer.unsupervised", "fit", "fit"),  # by the family above
        ("frame", "dropna", "subset"),
        ("series", "dropna", "subset"),  # what a series does not say itself, a frame says
        ("series", "sort_values", "equiv"),
        ("tensor", "backward", "note"),
        ("tensor", "tolist", "equiv"),
        ("grouped", "mean", "stat"),
        ("windowed", "mean", "equiv"),  # a rolling mean is no statistic of all rows
        ("path", "glob", "listing"),
    ],
    ids=lambda value: value,
)
def test_method(everything: Knowledge, owner: str, method: str, does: str) -> None:
    spec = everything.method(owner, method)
    assert spec is not None and spec.does == does


@pytest.mark.parametrize(("owner", "method"), [("frame", "unheard_of"), ("unheard", "fit"), ("", "fit")])
def test_unknown_method(everything: Knowledge, owner: str, method: str) -> None:
    assert everything.method(owner, method) is None


def test_star_import_brings_functions_classes_and_old_names() -> None:
    known = load(SKLEARN)
    assert {"accuracy_score", "RocCurveDisplay"} <= known.exports("sklearn.metrics")
    assert "from_predictions" not in known.exports("sklearn.metrics")
    assert {"Imputer", "StandardScaler"} <= known.exports("sklearn.preprocessing")
    assert "KFold" in known.exports("sklearn.cross_validation")
    assert known.exports("acme") == frozenset()


def test_star_import_of_fastai_brings_numpy(everything: Knowledge) -> None:
    assert {"np", "pd", "Learner", "set_seed"} <= everything.exports("fastai.vision.all")


def test_only_what_is_imported_is_known() -> None:
    known = load(frozenset({"torch"}))
    assert known.function("torch.manual_seed") is not None
    assert known.klass("sklearn.svm.SVC") is None
    assert known.function("os.listdir") is not None  # Python itself always is


def test_the_same_packages_give_the_same_object() -> None:
    assert load(frozenset({"sklearn", "acme"})) is load(frozenset({"sklearn", "os"}))


def write(tmp_path: Path, text: str) -> str:
    path = tmp_path / "team.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return str(path)


def test_a_team_adds_and_overrides(tmp_path: Path) -> None:
    team = write(
        tmp_path,
        """
        aliases: {acme.io: acme.tables}
        functions:
          acme.tables.load_table: {does: read, args: [name, "*", version], path: name, pins: [version]}
          acme.score: {does: metric, args: [truth, guess], true: truth, pred: guess}
          pandas.read_csv: {does: opaque}
        classes:
          acme.Scaler: {family: transformer.unsupervised, args: [center]}
        kinds:
          frame: {tidy: {does: equiv}}
        """,
    )
    known = load(frozenset({"pandas"}), (team,))
    read = known.function("acme.io.load_table")
    assert read is not None and read.options["pins"] == ["version"]
    metric = known.function("acme.score")
    assert metric is not None and metric.options["true"] == "truth"  # YAML alone would make the key a truth value
    csv = known.function("pandas.read_csv")
    assert csv is not None and csv.does == "opaque"
    assert known.method("acme.Scaler", "fit_transform") is not None
    assert known.method("frame", "tidy") is not None
    assert known.method("frame", "dropna") is not None, "missed alarm: adding a method must not drop the others"
    shipped = load(frozenset({"pandas"})).function("pandas.read_csv")
    assert shipped is not None and shipped.does == "read"


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    team = write(tmp_path, "functions: {acme.f: {does: opaque}}")
    assert load(SKLEARN, (team,)).function("acme.g") is None
    write(tmp_path, "functions: {acme.f: {does: opaque}, acme.g: {does: print}}")
    assert load(SKLEARN, (team,)).function("acme.g") is not None


def test_circular_aliases_end(tmp_path: Path) -> None:
    team = write(tmp_path, "aliases: {a.b: a.c, a.c: a.b}")
    assert load(SKLEARN, (team,)).canonical("a.b.f") in ("a.b.f", "a.c.f")


@pytest.mark.parametrize(
    ("text", "entry", "message"),
    [
        ("functions: {a.f: {does: raed}}", "functions.a.f", "unknown verb 'raed'; did you mean 'read'?"),
        ("functions: {a.f: {args: [x]}}", "functions.a.f", "says nothing about what it does"),
        ("functions: {a.f: read}", "functions.a.f", "must be a mapping"),
        ("functions: {a.f: {does: read, pth: x}}", "functions.a.f", "unknown option 'pth'; did you mean 'path'?"),
        ("functions: {a.f: {does: write, path: p}}", "functions.a.f", "'write' needs 'what'"),
        ("functions: {a.f: {does: metric, true: y}}", "functions.a.f", "needs 'pred' or 'estimator'"),
        ("functions: {a.f: {does: equiv, args: [on]}}", "functions.a.f.args", "put it in quotes"),
        ("functions: {a.f: {does: equiv, args: x}}", "functions.a.f.args", "must be a list of names"),
        ("functions: {a.f: {does: stat, axis: 1}}", "functions.a.f", "'axis' cannot be 1"),
        ("functions: [a]", "functions", "must be a mapping"),
        ("classes: {a.C: {family: clasifier}}", "classes.a.C", "did you mean 'classifier'?"),
        ("classes: {a.C: {args: [x]}}", "classes.a.C", "names no family"),
        ("classes: {a.C: 1}", "classes.a.C", "must be a mapping"),
        ("classes: {a.C: {family: classifier, random: maybe}}", "classes.a.C", "unknown value of 'random'"),
        ("classes: {a.C: {family: classifier, methods: {f: {does: no-verb}}}}", "classes.a.C.f", "unknown verb"),
        (
            "functions: {a.f: {does: equiv, kind: fraem}}",
            "functions.a.f",
            "'fraem'; did you mean 'frame'?",
        ),
        ("functions: {a.f: {does: equiv, kind: shuffle}}", "functions.a.f", "value of 'kind' 'shuffle'"),
        ("functions: {a.f: {does: rng, lib: numpy, kind: array}}", "functions.a.f", "value of 'kind' 'array'"),
        ("functions: {a.f: {does: split, kind: folds}}", "functions.a.f", "value of 'kind' 'folds'"),
        ("functions: {a.f: {does: equiv, effect: softmax}}", "functions.a.f", "did you mean 'softmaxed'?"),
        ("functions: {a.f: {does: read, hint: date}}", "functions.a.f", "value of 'hint' 'date'"),
        ("functions: {a.f: {does: predict, how: classes}}", "functions.a.f", "value of 'how' 'classes'"),
        ("kinds: {table: {f: {does: equiv}}}", "kinds", "unknown kind 'table'"),
        ("classes: {a.C: {family: classifier, methods: [f]}}", "classes.a.C", "'methods' cannot be ['f']"),
        ("kinds: {frame: [f]}", "kinds.frame", "must be a mapping from methods"),
        ("aliases: {a: 1}", "aliases.a", "must be a name, not 1"),
        ("function: {}", "function", "unknown section 'function'; did you mean 'functions'?"),
        ("[1]", "", "must hold a mapping"),
        ("a: [", "", "is not valid YAML"),
    ],
    ids=lambda value: value[:48] if value.startswith(("f", "c", "k", "a", "[")) else "",
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, entry: str, message: str) -> None:
    team = write(tmp_path, text)
    with pytest.raises(KnowledgeError) as caught:
        load(SKLEARN, (team,))
    assert caught.value.file == team
    assert caught.value.entry == entry
    assert message in str(caught.value)
    assert str(caught.value).startswith(team)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load(SKLEARN, (str(tmp_path / "none.yaml"),))


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    assert load(SKLEARN, (write(tmp_path, ""),)).klass("sklearn.svm.SVC") is not None


def test_loading_is_quick() -> None:
    """The budget is 60 ms; ten times that here, so that a busy machine does not fail the test."""
    from mlsmells.knowledge import reader, store

    reader.shipped.cache_clear()
    store._shipped.cache_clear()
    start = time.perf_counter()
    load(frozenset({"sklearn", "pandas", "numpy"}))
    assert time.perf_counter() - start < 0.6
