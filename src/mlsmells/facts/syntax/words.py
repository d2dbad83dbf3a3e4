"""Names and texts as words: what a name says, it says with a whole word (``val`` in ``interval`` says nothing)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from mlsmells.core.patterns import regex

_WORD = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# ``Xtest``, ``yval``, ``dtest``: the letter of features, labels or a data matrix in front of the part.
_PART_OF = regex(r"[xyd](?=(?:train|tr|trn|test|te|tst|val|valid|va|vl|dev|pred)$)")

TRAINING = frozenset("train training trn tr trainset resubstitution insample fitted".split())
# What rows are called that models are chosen on by design.
VALIDATION = frozenset(
    "val vals valid validation validate validating va vl dev development cv oof fold folds tune tuning tuned "
    "cal calib calibration calibrate".split()
)
TESTING = frozenset("test tests testing te tst holdout heldout unseen".split())
LABELS = frozenset(
    "true truth target targets label labels actual actuals expected gold gt real reference observed y test".split()
)
SCORES = frozenset("score scores prob probs proba probas probability probabilities logit logits".split())
PREDICTIONS = SCORES | frozenset(
    "pred preds predict predicted prediction predictions predicts hat output outputs forecast forecasts "
    "estimate estimated guess".split()
)


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a name or text, lower case: split at ``_``, case, digits and signs."""
    out: set[str] = set()
    for match in _WORD.findall(text):
        word = match.lower()
        part = _PART_OF.match(word)
        out.update((word[:1], word[1:]) if part else (word,))
    return frozenset(out)


def say(texts: Iterable[str], words: frozenset[str]) -> bool:
    """One of the texts holds one of the words."""
    return any(words & words_of(text) for text in texts)
