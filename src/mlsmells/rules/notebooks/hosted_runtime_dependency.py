"""A module can only run on a hosted notebook service, or inside IPython.

`google.colab`, Kaggle's packages, Databricks' `dbutils` and the names that IPython puts
into a session exist nowhere else: on a server, in a container or in CI the module fails
before its first line of work. Keep such calls in the notebook, or behind a function or a
condition, so that everything else can move.

Bad:
    from google.colab import drive
    import pandas as pd
    drive.mount("/content/drive")
    rows = pd.read_csv("/content/drive/MyDrive/rows.csv")
Good:
    import sys
    import pandas as pd
    if "google.colab" in sys.modules:
        from google.colab import drive
        drive.mount("/content/drive")
    rows = pd.read_csv(sys.argv[1])
Silent on:
    notebooks, Databricks exports, jupytext and `# %%` scripts; imports under `try` or `if`
    and inside functions; names the module binds itself (`from IPython import get_ipython`,
    a parameter `dbutils`); projects made for Databricks; modules that only notebooks import;
    exports of notebooks that no module imports
Source: https://docs.databricks.com/en/files/workspace-modules.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, Project, hosts, records

RULE = Rule(
    __name__,
    code="MLS415",
    severity=Severity.WARNING,
    message="this module works only on {host} ('{name}') - keep that in a notebook or behind a condition",
    scope="both",
    needs_events=False,
)
ENTRIES = frozenset({"training-script", "serving"})
# Places of one host shown in the trace.
SHOWN = 5


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """A module that is started itself; of the others only the project knows whether they are."""
    if facts.role in ENTRIES and facts.form not in hosts.EXPORTS:
        yield from _findings([need.summary() for need in hosts.needs(facts)])


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """Modules that are started, and modules those import."""
    for path in project.modules:
        summary = project.summaries[path]
        if summary["needs"] and _is_reached(project, path):
            hosted = [need for need in summary["needs"] if not (need["host"] == "Databricks" and project.on_databricks)]
            yield from _findings(hosted, path)


def _findings(found: Iterable[records.NeedRecord], file: str = "") -> Iterator[Finding]:
    """One for each host, at the first place."""
    by_host: dict[str, list[records.NeedRecord]] = {}
    for need in found:
        by_host.setdefault(need["host"], []).append(need)
    for host, places in by_host.items():
        first = places[0]
        yield RULE.at(
            first["at"],
            host=host,
            name=first["name"],
            sure=not all(p["called"] for p in places),
            trace=[(p["at"], f"'{p['name']}' needed") for p in places[:SHOWN]],
            file=file,
        )


def _is_reached(project: Project, path: str) -> bool:
    """Nobody imports it, so it is started (but for an export); or a module that is started leads to it."""
    others = project.imports.importers(path) - {path}
    if not others:
        return project.summaries[path]["form"] not in hosts.EXPORTS
    return any(project.role(p) in ENTRIES for p in (path, *others))
