"""What runs in production is a notebook, or depends on one.

A notebook has no tests, no interface and a state that depends on the order of its
cells. A deployment that executes one, or serves the model that only a notebook can
make, stands on something nobody can review, import or repeat step by step. Move the
work into a module; the notebook may import it.

Bad:
    # Dockerfile: CMD ["papermill", "notebooks/score.ipynb", "/tmp/out.ipynb"]
    import papermill
    papermill.execute_notebook("notebooks/score.ipynb", "/tmp/out.ipynb")
Good:
    # Dockerfile: CMD ["python", "-m", "shop.score"]
    from shop.score import main
    main()
Silent on:
    CI that tests notebooks (nbmake, nbval, treon, jobs named after tests); documentation,
    reports and slides; notebooks that run notebooks; examples, tutorials and courses; models that a
    module of the project makes as well, or that a module may write under a name it composes
Source: https://papermill.readthedocs.io/en/latest/usage-execute.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, Span, cut_path, once
from mlsmells.facts import Project, records, strings

RULE = Rule(
    __name__,
    code="MLS404",
    severity=Severity.WARNING,
    scope="project",
    message="{what} notebook {notebook}{where} - move its code to a module",
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding per file and notebook."""
    if project.is_teaching:
        return
    found = (*_run_by_files(project), *_run_by_modules(project), *_serving(project))
    for finding, _ in once(found, lambda told: (told[0].path, told[1])):
        yield finding


def _run_by_files(project: Project) -> Iterator[tuple[Finding, str]]:
    for run in project.notebook_runs:
        if not project.at_ease(run.file) and not project.at_ease(run.notebook):
            at = Span(run.line, 0, run.line, 0)
            name = f"'{cut_path(run.notebook)}'"
            where = f" ({run.where})"
            yield RULE.at(at, what=f"{run.what} runs", notebook=name, where=where, file=run.file), run.notebook


def _run_by_modules(project: Project) -> Iterator[tuple[Finding, str]]:
    for path in project.modules:
        summary = project.summaries[path]
        for run in () if project.at_ease(path) or summary["form"] else summary["runs"]:
            if project.at_ease(run["notebook"]):
                continue
            what, name = f"{run['what']} runs", f"'{cut_path(run['notebook'])}'"
            if not run["notebook"]:
                what, name = "this module imports a", f"through {run['what']}"
            at = Span(*run["at"])
            yield RULE.at(at, what=what, notebook=name, where="", file=path), run["notebook"]


def _serving(project: Project) -> Iterator[tuple[Finding, str]]:
    """Serving code that loads what only a notebook of the project writes."""
    serving = {inner for p in project.modules if project.serves(p) for inner in project.imports.closure(p)}
    for path in sorted(serving):
        for read in project.summaries[path]["reads"]:
            notebook = _only_writer(project, path, read)
            if notebook:
                yield (
                    RULE.at(
                        read["at"],
                        what=f"serving loads '{cut_path(read['path'] or '')}', which is made only by",
                        notebook=f"'{cut_path(notebook)}'",
                        where="",
                        confidence=Confidence.MEDIUM,
                        trace=[(read["at"], f"loaded; written in {notebook}")],
                        file=path,
                    ),
                    notebook,
                )


def _only_writer(project: Project, path: str, read: records.ReadRecord) -> str:
    """The notebook that writes what is read, if no module does or may; "" for none."""
    if not read["path"] or not {"pickle", "model"} & set(read["tags"]):
        return ""
    writers = project.writers(read["path"], path)
    if not writers or any(not w.endswith(".ipynb") for w in writers):
        return ""
    composed = any(
        write["path"] is None or strings.HOLE in write["path"]
        for module in project.modules
        for write in project.summaries[module]["writes"]
    )
    return "" if composed else writers[0]
