"""A model is trained on a file that neither git nor a data versioning tool knows.

The code can be checked out at any commit, the data cannot: nobody can build
this model again, or say on which rows it was trained. The rule asks git what it
tracks, so it needs a checkout with history (a shallow one will do).

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("data/customers.csv")  # in .gitignore, no customers.csv.dvc
    model = LogisticRegression().fit(df[["age", "visits"]], df["churned"])
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("data/customers.csv")  # "dvc add data/customers.csv" wrote customers.csv.dvc
    model = LogisticRegression().fit(df[["age", "visits"]], df["churned"])
Silent on:
    files in git, in LFS, in a .dvc file, dvc.yaml or dvc.lock, in a versioned Kedro
    catalogue or in a manifest with checksums; files that another script, notebook, Makefile
    or stage of the project makes or downloads; placeholders of templates; bundled and remote data sets; samples, toy
    and test data; absolute paths and addresses (they have rules of their own) and
    `data_roots`; code that uses lakeFS, quilt, Delta, Iceberg, Pachyderm or artifacts of a
    tracker, or compares a checksum. The files of a competition, which all who take part can have, are a
    remark. Without git nothing is checked
Source: https://dvc.org/doc/use-cases/versioning-data-and-models
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import Finding, Rule, Severity, TraceStep, cut_path, regex, told_path
from mlsmells.facts import DATA_LIBRARIES, Project, Summary, records, strings

RULE = Rule(
    __name__,
    code="MLS303",
    severity=Severity.WARNING,
    scope="project",
    rolls_up_files=2,
    message="training reads {what}, kept neither by git nor by a data tool - version it (DVC) or script its download",
)
DOWNLOAD = regex(r"\b(?:wget|curl|gdown|kaggle|unzip|tar|gsutil|aws|az|git clone|dvc|opendatasets|kagglehub)\b")
OTHER_SOURCES = frozenset({"bundled", "synthetic", "remote", "hub", "download", "model", "query", "artifact", "pickle"})


class Found(NamedTuple):
    """A training read of an unversioned path."""

    file: str
    path: str
    at: list[int]
    fit: list[int] | None


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Each path once; in a project without any data versioning they have one cause, and are told as one."""
    if project.tracked is None:
        return
    found: dict[str, Found] = {}
    for each in _unversioned(project):
        found.setdefault(each.path.removeprefix("./"), each)
    for path, each in found.items():
        yield _finding(each, project, cause=path if project.data_tools else "")


def _finding(found: Found, project: Project, *, cause: str) -> Finding:
    steps = [TraceStep(found.at[0], f"read from {told_path(found.path)}")]
    if found.fit is not None:
        steps.append(TraceStep(found.fit[0], "a model is trained in this file"))
    severity = Severity.INFO if project.is_competition else None
    what = f"'{cut_path(found.path)}'"
    return RULE.at(found.at, what=what, severity=severity, cause=cause, trace=steps, file=found.file)


def _unversioned(project: Project) -> Iterator[Found]:
    """Reads of the code that trains, and of the code that makes what it reads."""
    trainers = [p for p, s in project.summaries.items() if s["role"] not in ("test", "example") and _trains(s)]
    queue = sorted({inner for path in trainers for inner in project.imports.closure(path)})
    seen = set(queue)
    while queue:
        file = queue.pop(0)
        summary = project.summaries[file]
        if summary["role"] == "test" or _versions_itself(summary):
            continue
        for read in summary["reads"]:
            path = read["path"]
            if path is None or not _is_data(read) or project.is_elsewhere(path):
                continue
            if project.is_sample(path) or _is_pattern(path):
                continue
            makers = project.writers(path, file)
            if makers:
                queue += sorted(set(makers) - seen)
                seen |= set(makers)
            elif (
                not project.made(path)
                and not project.fetched(path)
                and not project.may_be_written(path)
                and not _downloaded(summary, path)
                and not project.versioned(path, file)
            ):
                yield Found(file, path, read["at"], summary["fits"][0]["at"] if summary["fits"] else None)


def _trains(summary: Summary) -> bool:
    return any(fit["supervised"] for fit in summary["fits"]) or bool(summary["validated"])


def _is_data(read: records.ReadRecord) -> bool:
    """A file with rows, at a path that stands in the code. Rows that reach no fit are no training data."""
    if not read["path"] or read["config"] or read["pins"] or not read["rows"]:
        return False
    return read["trains"] is not False and not set(read["tags"]) & OTHER_SOURCES


def _is_pattern(path: str) -> bool:
    return any(c in path for c in "*?[{$%<>") or strings.is_placeholder(path)


def _versions_itself(summary: Summary) -> bool:

    libraries = {item["module"].partition(".")[0] for item in summary["imports"]}
    artifacts = any("artifact" in read["tags"] for read in summary["reads"])
    return bool(libraries & DATA_LIBRARIES) or artifacts or summary["checks_digest"] or summary["versions_data"]


def _downloaded(summary: Summary, path: str) -> bool:
    """The file fetches, unpacks or sorts out the data itself: whether that is fixed is another rule's question."""
    if summary["unpacks"] or (summary["makes_folders"] and "." not in path.rpartition("/")[2]):
        return True
    shell = summary["notebook"]["shell"] if summary["notebook"] is not None else []
    fetched = any({"download", "remote"} & set(read["tags"]) for read in summary["reads"])
    return fetched or any(DOWNLOAD.search(line) for line in shell)
