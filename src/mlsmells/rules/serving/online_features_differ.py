"""A service asks the feature store for other features than the model was trained on.

The point of a feature store is that a feature is defined once and read twice: joined in time for training, as it is
now for a request. When the two lists are written down twice they drift: the model gets a column it has never seen, or
misses one and a default takes its place. Keep one list, or a feature service, for both.

Bad:
    from feast import FeatureStore
    store = FeatureStore("repo")
    def table(entities):
        return store.get_historical_features(entities, features=["shop:visits", "shop:spent"]).to_df()
    def row(customer):
        return store.get_online_features(features=["shop:visits", "shop:age"], entity_rows=[customer]).to_dict()
Good:
    from feast import FeatureStore
    store = FeatureStore("repo")
    def table(entities):
        return store.get_historical_features(entities, features=store.get_feature_service("churn")).to_df()
    def row(customer):
        return store.get_online_features(features=store.get_feature_service("churn"), entity_rows=[customer]).to_dict()
Silent on:
    lists that come from elsewhere; the same features in another order; models of their own features, when the lists
    have nothing in common; the label, which no request has; tests and examples
Source: https://docs.feast.dev/getting-started/concepts/feature-retrieval
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, cut_path
from mlsmells.facts import Project, words_of

RULE = Rule(
    __name__,
    code="MLS625",
    severity=Severity.ERROR,
    scope="project",
    message="requests get other features than {where}:{line} trains on: {how} - keep one list for both",
)
_LABELS = frozenset("label labels target y outcome class".split())
_SHOWN = 3


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Each online read beside the read for training that is nearest to it."""
    reads = [
        (path, read)
        for path, summary in project.summaries.items()
        if project.role(path) not in RULE.silent_roles
        for read in summary["feature_reads"]
    ]
    trained = [(path, read) for path, read in reads if not read["online"]]
    for path, read in reads if trained else ():  # a read for training is the nearest to itself
        asked = set(read["features"])
        where, other = min(trained, key=lambda found: len(_apart(set(found[1]["features"]), asked)))
        learned = set(other["features"])
        if _apart(learned, asked) and _views(learned) & _views(asked) and _is_related(learned, asked):
            how = _said(learned, asked)
            yield RULE.at(read["at"], where=cut_path(where), line=other["at"][0], how=how, file=path)


def _apart(learned: set[str], asked: set[str]) -> set[str]:
    """The features that only one of them has; no request has the label."""
    return {name for name in learned ^ asked if name in asked or not _LABELS & words_of(name.rpartition(":")[2])}


def _views(names: set[str]) -> set[str]:
    """The views that the features are of, without their versions."""
    return {name.partition(":")[0].partition(", version")[0] for name in names}


def _is_related(learned: set[str], asked: set[str]) -> bool:
    """They have a feature in common, or are versions of one view."""
    return bool(learned & asked) or any(", version" in name for name in learned | asked)


def _said(learned: set[str], asked: set[str]) -> str:
    if not learned & asked:
        return f"{_few(asked)}, not {_few(learned)}"
    parts = [(asked - learned, "{} is new to the model"), (_apart(learned, asked) - asked, "{} is missing")]
    return " and ".join(text.format(_few(names)) for names, text in parts if names)


def _few(names: set[str]) -> str:
    shown = sorted(names)[:_SHOWN]
    return ", ".join(shown) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")
