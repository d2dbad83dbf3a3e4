"""A model learns from a file of which no document says where it comes from.

Who collected the rows, when, and who set the labels decides what the model can be trusted with. A README, a data card
or the description in `dvc.yaml` is the place for it; a name and one sentence are enough.

Bad:
    # train.py reads data/claims_2023.csv; the README does not mention claims
Good:
    # README.md: claims_2023.csv: all claims of 2023 from the billing system, labelled by two auditors
Silent on:
    data sets that come with a library; queries; addresses, which say it themselves; samples; what the project makes or
    downloads; projects without a README, courses, competitions
Source: https://abnormal.ai/blog/ineffective-vs-effective-machine-learning-engineers
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from mlsmells.core import Confidence, Finding, Rule, Severity, counted
from mlsmells.facts import Project, files, records

RULE = Rule(
    __name__,
    code="MLS913",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="a model learns from '{path}', and no README, data card or dvc.yaml says where it is from{more} - say it",
)
_QUERY = re.compile(r"\s*(?:select|with)\s", re.IGNORECASE)
# Words that names of data share: a document that says "the training data" has not named a file.
_COMMON = frozenset(
    "data dataset train training test raw processed clean cleaned final full input features labels csv all the new set "
    "file files merged combined df table sample samples x y xy tr va val valid dev small large main base v1 v2".split()
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per project, at the first file."""
    if project.is_teaching or project.is_collection or project.is_competition or not project.documents.guides:
        return
    said = _said(project)
    found: dict[str, tuple[str, records.ReadRecord]] = {}
    for path, summary in project.summaries.items():
        if project.role(path) != "test" and not project.at_ease(path):
            for read in summary["reads"]:
                if _is_unknown(project, path, read, said):
                    found.setdefault(str(read["path"]), (path, read))
    if found:
        (name, (path, read)), *others = found.items()
        more = f" (nor of {counted(len(others), 'other file')})" if others else ""
        yield RULE.at(read["at"], path=name, more=more, file=path)


def _is_unknown(project: Project, path: str, read: records.ReadRecord, said: str) -> bool:
    name = read["path"]
    if not name or "\n" in name or _QUERY.match(name):
        return False
    if not read["trains"] or project.is_elsewhere(name) or project.is_sample(name):
        return False
    if project.writers(name, path) or project.may_be_written(name) or project.made(name) or project.fetched(name):
        return False
    stem = PurePosixPath(name.replace("\\", "/")).stem.lower()
    words = [word for word in re.findall(r"[a-z]{3,}", stem) if word not in _COMMON]
    if not words:  # a name that says nothing: any word on the data will do
        return re.search(r"\bdata ?sets?\b|\bdata\b", said) is None
    return not any(word.rstrip("s") in said for word in words)


def _said(project: Project) -> str:
    """What the documents and pipelines of the project say."""
    texts = [project.documents.text(path) for path in project.documents.paths]
    stages = [
        files.text_of(project.root / path) for path in project.tracked or () if path.endswith(("dvc.yaml", ".dvc"))
    ]
    return "\n".join([*texts, *stages]).lower()
