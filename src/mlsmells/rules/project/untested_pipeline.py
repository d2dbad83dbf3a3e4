"""No test imports the code that builds features, trains or serves.

The pipeline is what makes the model, tomorrow's as well; a change that breaks it silently is found in production. One
test that runs it on ten rows is enough to begin with.

Bad:
    # tests/test_utils.py tests a helper; features.py and train.py are imported by no test
Good:
    # tests/test_train.py: from train import train; assert train(ten_rows).predict(ten_rows).shape == (10,)
Silent on:
    notebooks, scripts without functions, modules with a handful of statements, examples, explorations, courses;
    modules that a test reaches through what it imports; modules with doctests
Source: https://abnormal.ai/blog/ineffective-vs-effective-machine-learning-engineers
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, counted, cut_path
from mlsmells.facts import Project, files

RULE = Rule(
    __name__,
    code="MLS912",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="no test imports this module, which {does}{more} - test it on a few rows",
)
NO_TESTS = "the project has no tests, and this module {does}{more} - test it on a few rows"
# Lines that are worth a test, and modules that make a project more than a script.
LINES, MODULES = 30, 3


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding for all modules that no test reaches, at the first."""
    if project.is_teaching or project.is_collection or len(project.modules) < MODULES:
        return
    tests = [path for path in project.summaries if project.role(path) == "test"]
    tested = {inner for test in tests for inner in project.imports.closure(test)}
    open_ones = [(path, does) for path in project.modules if path not in tested and (does := _does(project, path))]
    if open_ones:
        path, does = open_ones[0]
        others = [cut_path(other) for other, _ in open_ones[1:]]
        more = f" (nor {counted(len(others), 'other module')}: {', '.join(others[:2])})" if others else ""
        place = project.summaries[path]["definitions"][0]
        message = RULE.message if tests else NO_TESTS
        yield RULE.at(place["line"], message=message, does=does, more=more, file=path)


def _does(project: Project, path: str) -> str:
    """What of the pipeline a module holds in functions; "" for none."""
    summary = project.summaries[path]
    if not summary["definitions"] or project.at_ease(path) or project.is_foreign(path) or project.is_retired(path):
        return ""
    text = files.text_of(project.root / path)
    if text.count("\n") < LINES or ">>> " in text:
        return ""
    if any(fit["function"] and fit["supervised"] for fit in summary["fits"]):
        return "trains a model"
    return "answers requests" if project.role(path) == "serving" else ""
