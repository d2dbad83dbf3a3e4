"""A neural network, or a stack of heavy models, learns a plain table, and no simple model stands beside it.

On tables of numbers and categories, boosted trees or a linear model are hard to
beat, cheaper to run and easier to explain. Without one of them nobody knows what
the network buys.

Bad:
    df = pd.read_csv("churn.csv")
    model = Sequential([Dense(64, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile(loss="binary_crossentropy")
    model.fit(df[FEATURES], df["churned"], epochs=20)
Good:
    df = pd.read_csv("churn.csv")
    simple = LogisticRegression().fit(df[FEATURES], df["churned"])
    model = Sequential([Dense(64, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile(loss="binary_crossentropy")
    model.fit(df[FEATURES], df["churned"], epochs=20)
Silent on:
    a linear model, tree, forest or boosting anywhere in the project; images, text and
    sequences; data that comes with a library; a model without any baseline (see no-baseline)
Source: https://arxiv.org/abs/2207.08815
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from mlsmells.core import Confidence, Finding, Rule, Severity, cut_path
from mlsmells.facts import Project, Summary

RULE = Rule(
    __name__,
    code="MLS502",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="{model} learns from a plain table{data}, and no {simple} model is tried - start with a simple one",
    silent_roles=frozenset({"test", "example", "config"}),
)

HEAVY_VOTE = 3


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """The first heavy fit on a table of each file, if the project has nothing simpler."""
    plain = any(_trains(summary, "plain") for summary in project.summaries.values())
    linear = any(_trains(summary, "linear") for summary in project.summaries.values())
    for path, summary in project.summaries.items():
        if project.role(path) in RULE.silent_roles or _lacks_any_baseline(summary):
            continue
        for fit in summary["fits"]:
            network = "neural" in fit["tags"] and fit["supervised"] and not plain and not _trains(summary, "shaped")
            stacked = fit["learners"] >= HEAVY_VOTE and not linear
            if fit["table"] is not None and (network or stacked):
                yield RULE.at(
                    fit["at"],
                    model=fit["name"],
                    data=f" ('{cut_path(fit['table'])}')" if fit["table"] else "",
                    simple="linear or tree" if network else "linear",
                    trace=[(fit["at"], "fitted on rows of a table")],
                    file=path,
                )
                break


def _trains(summary: Summary, word: Literal["plain", "linear", "shaped"]) -> bool:
    return summary["training"] is not None and summary["training"][word]


def _lacks_any_baseline(summary: Summary) -> bool:
    """Then no-baseline speaks."""
    return summary["candidate"] is not None and not summary["baseline"]
