"""A table is written with its row numbers and read back with one column more.

``to_csv`` writes the index by default; read back, it is a column called "Unnamed: 0" that counts the rows.
If the file is sorted, by date or by label, the number of a row tells the answer, and the model learns it.

Bad:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("raw.csv").dropna(subset=["price"])
    df.to_csv("clean.csv")
    clean = pd.read_csv("clean.csv")
    model = LinearRegression().fit(clean.drop(columns=["price"]), clean["price"])
Good:
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    df = pd.read_csv("raw.csv").dropna(subset=["price"])
    df.to_csv("clean.csv", index=False)
    clean = pd.read_csv("clean.csv")
    model = LinearRegression().fit(clean.drop(columns=["price"]), clean["price"])
Silent on:
    an index with a name or a meaning; ``index_label``; a reader with ``index_col`` or ``usecols``, or one that
    names "Unnamed" anywhere; a model that learns from chosen columns; files that nobody in the project reads
Source: https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.to_csv.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span, TraceStep, cut_path
from mlsmells.facts import Facts, Project, round_trips

RULE = Rule(
    __name__,
    code="MLS319",
    severity=Severity.INFO,
    scope="both",
    message="'{path}' is written with row numbers, which {where} reads as a feature - write it with index=False",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Written and read in one file."""
    for write, read in round_trips(facts):
        yield _finding(Span.of(write.node), write.path or "the file", f"line {read.line}", read.line)


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """Written in one file of the project, read in another or the same."""
    readers = [
        (path, read, read["path"])
        for path, summary in project.summaries.items()
        if summary["role"] not in RULE.silent_roles
        for read in summary["reads"]
        if read["unnamed"] and read["path"]
    ]
    for path, summary in project.summaries.items() if readers else ():
        for write in summary["writes"]:
            if not write["index"] or not write["path"]:
                continue
            mine = set(project.places(write["path"], path))
            for other, read, data in readers:
                early = other == path and read["order"] < write["order"]
                if not early and mine & set(project.places(data, other)):
                    place = f"line {read['at'][0]}" if other == path else cut_path(f"{other}:{read['at'][0]}")
                    line = read["at"][0] if other == path else 0
                    yield _finding(Span(*write["at"]), write["path"], place, line, path)
                    break


def _finding(span: Span, path: str, where: str, line: int, file: str = "") -> Finding:
    steps = [TraceStep(span.line, "written with row numbers")]
    steps += [TraceStep(line, "read back with a column more")] if line else []
    edit = AddKeyword(span, "index", "False")
    fix = Fix("write without row numbers", (edit,), why="the file has a column less afterwards")
    return RULE.at(span, path=cut_path(path), where=where, trace=steps, fix=fix, file=file)
