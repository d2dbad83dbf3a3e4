"""A script trains a model on data that nothing checks.

A column that is renamed, a unit that changes, a label that is suddenly missing: the model is trained all the same,
and is worse without an error. A few assertions between the read and the fit, or a schema, stop the program.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("sales.csv")
    model = LinearRegression().fit(df[["price"]], df["sold"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("sales.csv")
    assert {"price", "sold"} <= set(df.columns) and df["price"].between(0, 1000).all()
    model = LinearRegression().fit(df[["price"]], df["sold"])
Silent on:
    pandera, great_expectations, pydantic and their like; assertions and conditions that stop the program;
    ``validate=`` in a merge; ``check_X_y``; functions with a telling name; a read with ``dtype`` and ``usecols``;
    checks in the code that calls the script, that it calls, or that makes the file; bundled and synthetic data;
    notebooks, libraries, and projects that teach
Source: https://research.google/pubs/the-ml-test-score-a-rubric-for-ml-production-readiness-and-technical-debt-reduction/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep, counted, cut_path
from mlsmells.facts import Project, records

RULE = Rule(
    __name__,
    code="MLS308",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="{data} is trained on at line {fit} without a check{more} - test columns, ranges and missing values first",
    silent_roles=frozenset({"test", "example", "library", "notebook", "serving", "config"}),
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """The first such read of the project; how many more there are is part of the message."""
    if project.is_teaching:
        return
    found: dict[str, tuple[str, records.UncheckedRecord]] = {}
    for path, summary in project.summaries.items():
        reads = summary["unchecked"]
        if not reads or any(project.summaries[other]["checks_data"] for other in project.unit(path) | {path}):
            continue
        if not any(_is_checked(project, read["path"], path) for read in reads):
            found.setdefault(reads[0]["path"] or path, (path, reads[0]))
    for path, read in list(found.values())[:1]:
        data = f"'{cut_path(read['path'])}'" if read["path"] else "the data read here"
        others = len(found) - 1
        more = f", as {'are' if others > 1 else 'is'} {counted(others, 'more file')}" if others else ""
        steps = [TraceStep(read["at"][0], "read"), TraceStep(read["fit"], "learned from, unchecked")]
        yield RULE.at(read["at"], data=data, fit=read["fit"], more=more, trace=steps, file=path)


def _is_checked(project: Project, data: str | None, reader: str) -> bool:
    """The code that makes the file checks what it writes."""
    return data is not None and any(project.summaries[o]["checks_data"] for o in project.writers(data, reader))
