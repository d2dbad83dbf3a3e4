"""A training program with a command line has no way to run on a few rows or steps.

Without one, every change is tried on the full data, or not at all. An option such as
`--limit 1000` or `--max-steps 10` lets a person, and the CI, run the whole way in a minute.

Bad:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    args = parser.parse_args()
    df = pd.read_csv(args.data)
    LogisticRegression().fit(df[FEATURES], df["label"])
Good:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--limit", type=int, help="use this many rows only")
    args = parser.parse_args()
    df = pd.read_csv(args.data, nrows=args.limit)
    LogisticRegression().fit(df[FEATURES], df["label"])
Silent on:
    any option or code for a limit, sample, subset, debug run, number of rows, steps or
    epochs; programs that a test of the project runs
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project

RULE = Rule(
    __name__,
    code="MLS519",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    default_on=False,
    scope="project",
    message="{entry} has no way to train on a few rows or steps - add an option such as --limit",
    silent_roles=frozenset({"test", "example", "config", "notebook"}),
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Training programs with a command line and no sign of a small run."""
    for path, summary in project.summaries.items():
        training = summary["training"]
        place = training["command_line"] if training is not None and not training["small_run"] else None
        if place is None or project.role(path) in RULE.silent_roles:
            continue
        if any(project.role(other) == "test" for other in project.imports.importers(path)):
            continue
        entry = path.rpartition("/")[2]
        yield RULE.at(place, entry=entry, trace=[(place, "trains on everything")], file=path)
