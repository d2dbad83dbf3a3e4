"""Names prove nothing: with other names in it, a file has the same high-confidence findings on the same lines.

Every fixture is renamed twice: to names without meaning, and with train and test exchanged in every name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mlsmells.core import Confidence
from mlsmells.sources import read_source, source_from_text
from rewriting.renaming import meaningless, own_names, renamed, swapped
from rewriting.text import findings, places

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FILES = {p.relative_to(FIXTURES).as_posix(): p for s in ("py", "ipynb") for p in sorted(FIXTURES.glob(f"*/*/*.{s}"))}
SPEAKING = [name for name, path in FILES.items() if re.search(r"(?i)train|test", path.read_text(encoding="utf-8"))]

# Files whose findings change, and why they may: in each a name says what the author means, and only silences or
# shows what is reported when there is nothing else to tell it by.
TRAINING_SCORE = "a score that its rows' names call a training score is silent where others are tested"
UNPACKED = "the names say what the split was taken to give; without them the parts' use is reported (MLS510)"
GIVEN = "loaders that are given are those of the test rows if they are called so"
MEANINGLESS = {
    "leakage/split-unpacked-in-wrong-order/bad.py": UNPACKED,
    "leakage/split-unpacked-in-wrong-order/bad_unnamed.py": UNPACKED,
    "evaluation/scored-on-training-data/good_elsewhere.py": TRAINING_SCORE,
    "evaluation/scored-on-training-data/good_more.py": TRAINING_SCORE,
    "evaluation/scored-on-training-data/bad_more.py": "a difference made by hand is a score only if it is called one",
    "evaluation/failure-counted-as-score/bad.py": "what is called judge… or …metrics holds scores",
    "evaluation/failure-counted-as-score/good.py": "what is called failed… counts failures; a trial is one of a search",
    "leakage/labels-reach-prediction/bad.py": "what is called y or labels holds labels",
    "leakage/early-stop-on-test/bad_names.py": GIVEN,
    "leakage/early-stop-on-test/bad_handed.py": GIVEN,
    "leakage/early-stop-on-test/good.py": "rows that are called validation rows are there to be chosen on",
    "evaluation/labels-for-score-metric/bad_passed.py": "the parameters say whether the function or its call is wrong",
    "evaluation/swapped-metric-arguments/bad_passed.py": "the parameters say whether the function or its call is wrong",
    "evaluation/swapped-metric-arguments/good_symmetric.py": "what is called kappa or iou is symmetric",
    "data/floating-alias/good.py": "what is called resume… goes on with the newest file on purpose",
    "reproducibility/constant-reseed/good.py": "data that is called validation data may be drawn the same each time",
    "training/functional-dropout-always-on/good.py": "what is called Monte Carlo dropout or corrupt… drops on purpose",
    "reproducibility/partial-seeding/good.py": "what is called plot… draws only for the eye",
    "cost/grows-in-loop/good.py": "what is called folds or columns has few passes",
    "cost/row-loop/good.py": "what is called results has a row for each model",
    "data/overwrites-own-input/good_logs.py": "what is called submission… is a file of predictions",
    "notebooks/secret-in-source/bad.py": "what is called password and handed to a user's account is one",
    "cost/drawing-judge/bad.py": "what is called judge… or grade… lets a model judge",
    "serving/model-loaded-per-request/bad.py": "what is called model… is one, if it is read from a pickle",
    "serving/model-loaded-per-request/bad_app.py": "st is Streamlit by its usual name",
    "serving/model-loaded-per-request/good.py": "what is called evaluate… is asked by those who run the service",
    "serving/model-loaded-per-request/bad_service.py": "what is called model… is one, if it is read from a pickle",
    "serving/feature-order-assumed/bad.py": "what is called model… is one, if it is read from a pickle",
    "serving/refit-while-serving/bad.py": "what is called model… is one, if it is read from a pickle",
    "serving/invented-prediction/bad.py": "what is called predict… or infer… predicts",
    "serving/unvalidated-request/bad.py": "what is called model… is one, if it is read from a pickle",
    "serving/unvalidated-request/bad_lists.py": "what is called model… is one, if it is read from a pickle",
    "serving/unchecked-download/bad.py": "what is called download_dataset fetches data",
    "serving/unchecked-download/good.py": "what is called check… looks at the answer",
    "serving/shared-conversation/bad.py": "what is called messages, turns or chat… holds a conversation",
    "training/ddp-without-sampler/bad.py": "what is called train… is learned from, what is called test… is not",
    "training/sampler-epoch-not-set/bad.py": "what is called test… or val… needs no new order",
    "training/sampler-epoch-not-set/good.py": "what is called test… or val… needs no new order",
    "training/graph-kept-by-running-loss/bad_evaluation.py": "what is called loss… or criterion gives a loss",
    "training/detached-loss/bad.py": "what is called y, label or target is no part of a graph",
    "training/best-weights-not-copied/bad.py": "what is called best… is kept as the best",
    "training/forward-called-directly/bad.py": "what is called model or net is a network",
    "training/tensor-result-dropped/bad.py": "what is called loader gives tensors",
    "training/uncalled-step/bad.py": "what is called model, opt or scheduler has steps to call",
}
SWAPPED = {
    "leakage/early-stop-on-test/bad_names.py": GIVEN,
    "leakage/early-stop-on-test/bad_handed.py": GIVEN,
    "leakage/split-unpacked-in-wrong-order/bad.py": "Xval has no partner in Xtest: the names no longer fit each other",
    "evaluation/scored-on-training-data/good_elsewhere.py": TRAINING_SCORE,
    "evaluation/scored-on-training-data/good_more.py": TRAINING_SCORE,
    "training/ddp-without-sampler/bad.py": "what is called train… is learned from, what is called test… is not",
    "training/sampler-epoch-not-set/bad.py": "what is called test… or val… needs no new order",
    "training/ddp-without-sampler/good.py": "what is called train… is learned from, what is called test… is not",
}


def judge(name: str, naming: object, exceptions: dict[str, str]) -> None:
    source = read_source(FILES[name], display=FILES[name].name)
    other = source_from_text(renamed(source, naming), source.path)  # type: ignore[arg-type]
    before, after = (places(findings(s, Confidence.HIGH)) for s in (source, other))
    if name in exceptions:
        assert after != before, "the exception is no longer needed"
    else:
        assert after == before


@pytest.mark.parametrize("name", FILES)
def test_names_without_meaning_change_nothing(name: str) -> None:
    judge(name, meaningless(), MEANINGLESS)


@pytest.mark.parametrize("name", SPEAKING)
def test_train_called_test_changes_nothing(name: str) -> None:
    judge(name, swapped, SWAPPED)


def test_exceptions_name_files() -> None:
    assert MEANINGLESS.keys() <= FILES.keys() and SWAPPED.keys() <= set(SPEAKING)


CASES = [
    ("import pandas as pd\ndf = pd.read_csv('df')", "import pandas as v2\nv1 = v2.read_csv('df')"),
    ("from a import b\nc = b(c=1)\nprint(c.x)", "from a import b\nv1 = b(c=1)\nprint(v1.x)"),
    ("def f(x, *, y=1):\n    return x\nf(1, y=2)", "def v1(v2, *, v3=1):\n    return v2\nv1(1, v3=2)"),
    (
        "class A:\n    def run(self):\n        self.x = 1\n        return self.x\nA().run()",
        "class v1:\n    def v2(v3):\n        v3.v4 = 1\n        return v3.v4\nv1().v2()",
    ),
    # fit belongs to the library, too.
    ("class A:\n    def fit(self): ...\nm.fit()", "class v1:\n    def fit(v2): ...\nm.fit()"),
    ("class A(Base):\n    def step(self):\n        self.x = 1", "class v1(Base):\n    def step(v2):\n        v2.x = 1"),
    ("é = 1; b = f'{é} é'", "v2 = 1; v1 = f'{v2} é'"),
]


@pytest.mark.parametrize(("before", "after"), CASES, ids=[str(i) for i in range(len(CASES))])
def test_what_renaming_does(before: str, after: str) -> None:
    assert renamed(source_from_text(before, "a.py"), meaningless()) == after + "\n"


def test_swapping_keeps_the_case() -> None:
    words = ["X_train", "TEST_SIZE", "trainTest", "TestRows", "other"]
    assert [swapped(word) for word in words] == ["X_test", "TRAIN_SIZE", "testTrain", "TrainRows", "other"]
    assert [swapped(swapped(word)) for word in words] == words


def test_most_fixtures_have_names_to_change() -> None:
    trees = [read_source(path).tree for path in FILES.values()]
    assert sum(bool(tree and own_names(tree)) for tree in trees) > 0.9 * len(trees)
