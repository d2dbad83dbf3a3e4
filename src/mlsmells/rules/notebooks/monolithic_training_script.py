"""Reading, preparation and training all run at module level.

Nothing in such a script can be imported, tested or used again: whoever needs one
step copies it, and importing the module runs it all. Functions and a main guard
cost a few lines.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    rows = pd.read_csv("customers.csv")
    rows["age"] = rows["age"].fillna(0)
    # … forty more statements …
    model = LogisticRegression().fit(rows[["age"]], rows["churned"])
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    def prepare(rows):
        return rows.assign(age=rows["age"].fillna(0))
    def train(rows):
        return LogisticRegression().fit(rows[["age"]], rows["churned"])
    if __name__ == "__main__":
        train(prepare(pd.read_csv("customers.csv")))
Silent on:
    notebooks and their exports, jupytext and `# %%` scripts; scripts of at most 40 statements;
    scripts that train inside functions; bundled sample data. A module that another module
    imports, and that reads data or trains on import, is a warning whatever its length; length
    alone has low confidence, so it is shown with `--min-confidence low`
Source: https://docs.python.org/3/library/__main__.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, TraceStep, cut_path
from mlsmells.facts import Facts, Project, module_level, records

LONG = "{n} statements read data, prepare it and train at module level - put them into functions called from main()"
ON_IMPORT = "importing this module {does}, and {importer} imports it - put that into a function"
# How long a script may be is a matter of taste: that half of the rule is shown on request.
RULE = Rule(__name__, code="MLS411", severity=Severity.INFO, message=LONG, confidence=Confidence.LOW, scope="both")
# Statements at module level that a script may have.
STATEMENTS = 40


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per script, at the first fit."""
    if not facts.form:
        yield from _long(module_level.script(facts))


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """Work that an import does, else the length of the script."""
    for path in project.modules:
        summary = project.summaries[path]
        done, importer = summary["script"], _importer(project, path)
        # A script beside a notebook of its name is that notebook, exported.
        if not done or summary["form"] or path.removesuffix(".py") + ".ipynb" in project.summaries:
            continue
        if done["on_import"] and importer:
            yield RULE.at(
                done["on_import"],
                message=ON_IMPORT,
                does=done["does"],
                importer=cut_path(importer),
                severity=Severity.WARNING,
                confidence=Confidence.HIGH,
                trace=[(done["on_import"], f"{done['does']} on import")],
                file=path,
            )
        else:
            yield from _long(done, path)


def _importer(project: Project, path: str) -> str:
    """A module that imports this one; notebooks and tests may do so for their reasons."""
    near = project.imports.sure_importers(path)
    return min((p for p in near if p.endswith(".py") and project.role(p) != "test"), default="")


def _long(done: records.ScriptRecord | None, file: str = "") -> Iterator[Finding]:
    if done is None or done["statements"] <= STATEMENTS or done["fits_in_functions"]:
        return
    if done["read"] and done["fit"]:
        steps = [TraceStep(done["read"][0], "data read"), TraceStep(done["fit"][0], "model trained")]
        yield RULE.at(done["fit"], n=done["statements"], trace=steps, file=file)
