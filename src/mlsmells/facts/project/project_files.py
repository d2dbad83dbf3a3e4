"""The files of a project: summaries of them, what they are for, who imports whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells.config.third_party import is_third_party
from mlsmells.core.patterns import regex
from mlsmells.facts.notebook.runs import NotebookRun, in_files
from mlsmells.facts.project.data_versions import Versions, read_versions
from mlsmells.facts.project.dependencies import Dependencies, read_dependencies
from mlsmells.facts.project.git import Git, read_git
from mlsmells.facts.project.history import History
from mlsmells.facts.project.imports import Imports
from mlsmells.facts.project.moved import Body, module_bodies
from mlsmells.facts.syntax.files import text_of, walk
from mlsmells.knowledge.folders import is_retired

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import Summary
    from mlsmells.facts.project.documents.reading import Documents

READMES = ("README.md", "README.rst", "readme.md", "README.txt")
# Frameworks of pages and services that have no role of their own.
_APPS = frozenset({"streamlit", "gradio", "dash", "panel", "chainlit", "litserve", "mlserver"})
# Folders and names of work that is not meant to last.
_AT_EASE = regex(
    r"(?:^|[/_.\s-])(?:explor\w{0,30}|eda|scratch\w{0,30}|sandbox|playground|examples?|tutorials?|docs?|demos?|drafts?|archived?|old|"
    r"courses?|lectures?|lessons?|weeks?|day|chapters?|ch(?=\d)|exercises?|homeworks?|assignments?|labs?|workshops?|"
    r"quickstarts?|getting[_-]?started|prototypes?|tests?|reports?(?=/)|cohorts|mod(?=\d)|module(?=\d)|competitions?)"
    r"(?:\d*)(?=[/_.\s-]|$)|(?:^|/)_?te?mp\d*/",
    re.IGNORECASE,
)
# Notebooks that make a collection or a course when hardly any module is beside them.
COLLECTION = 6
_TEACHING = regex(
    r"\b(?:tutorials?|courses?|books?|lectures?|lessons?|exercises?|workshops?|curriculum|bootcamp|competitions?|"
    r"examples? (?:of|for)|collection of)\b",
    re.IGNORECASE,
)


class ProjectFiles:
    """``summaries``: by path relative to ``root``, with ``/``. Nothing is read before it is asked for."""

    def __init__(
        self,
        root: Path,
        summaries: Mapping[str, Summary],
        *,
        baselines: Iterable[str] = (),
        data_roots: Iterable[str] = (),
    ) -> None:
        self.root = Path(root)
        self.summaries = {path: summaries[path] for path in sorted(summaries)}
        self.baselines = tuple(baselines)
        self.data_roots = tuple(data_roots)

    @cached_property
    def git(self) -> Git:
        """What git tracks."""
        return read_git(self.root)

    @property
    def tracked(self) -> frozenset[str] | None:
        """Tracked files, relative to the root; None when nobody knows (then ``git.problem`` says why)."""
        return self.git.files

    @cached_property
    def _tracked_lower(self) -> frozenset[str]:
        return frozenset(path.lower() for path in self.tracked or ())

    @cached_property
    def versions(self) -> Versions:
        """What data tools track."""
        return read_versions(self.root, self.tracked)

    @cached_property
    def dependencies(self) -> Dependencies:
        """The packages that the project asks for."""
        return read_dependencies(self.root, self.tracked or walk(self.root))

    @cached_property
    def documents(self) -> Documents:
        """Design documents and runbooks."""
        from mlsmells.facts.project.documents.reading import Documents

        return Documents(self.root, {*(self.tracked or ()), *walk(self.root)})

    @property
    def history(self) -> History:
        """When things were written, by git."""
        return History(self.root)

    @cached_property
    def imports(self) -> Imports:
        """Who imports whom."""
        return Imports(self.summaries)

    @cached_property
    def modules(self) -> list[str]:
        """Python modules that are part of the product: no tests, no packaging or documentation settings."""
        return [p for p in self.summaries if p.endswith(".py") and self.role(p) != "test" and not _is_settings(p)]

    @cached_property
    def packaged(self) -> frozenset[str]:
        """Modules that can be imported as part of a package, or lie in ``src/``."""
        folders = {
            p.rpartition("/")[0] for p in self.summaries if p.endswith("/__init__.py") and self.role(p) != "test"
        }
        return frozenset(p for p in self.modules if p.rpartition("/")[0] in folders or p.startswith("src/"))

    @cached_property
    def is_package(self) -> bool:
        """The project means to be installed or imported: it has packaging settings or a package."""
        settings = any((self.root / name).is_file() for name in ("pyproject.toml", "setup.py", "setup.cfg"))
        return bool(self.packaged) or (settings and bool(self.modules))

    @cached_property
    def module_bodies(self) -> Mapping[str, Body]:
        """The statements of the modules whatever their names are, for comparison with notebooks."""
        return module_bodies(self.root, self.modules)

    @cached_property
    def notebooks(self) -> list[str]:
        """Notebooks that are no tests."""
        return [p for p in self.summaries if p.endswith(".ipynb") and self.role(p) != "test"]

    def role(self, path: str) -> str:
        """The role of a file."""
        return str(self.summaries[path].get("role", ""))

    def at_ease(self, path: str) -> bool:
        """Explorations, examples, lessons, archives: nobody builds on them."""
        return at_ease(path)

    def is_retired(self, path: str) -> bool:
        """The file, or a folder above it, is called archive, old or deprecated: it runs no more."""
        return is_retired(path)

    def is_foreign(self, path: str) -> bool:
        """Others wrote the file, and the project carries it along."""
        return is_third_party(self.root, path)

    @cached_property
    def is_collection(self) -> bool:
        """Notebooks beside each other rather than a product of modules."""
        serious = sum(not self.at_ease(path) for path in self.notebooks)
        return len(self.notebooks) >= COLLECTION and (serious > len(self.packaged) or self.is_teaching)

    def serves(self, path: str) -> bool:
        """The file answers requests, or shows predictions to users."""
        used = {item["module"].partition(".")[0] for item in self.summaries[path]["imports"]}
        return self.role(path) == "serving" or not used.isdisjoint(_APPS)

    def unit(self, path: str) -> set[str]:
        """A file, what it calls into, and what calls it: the code of one experiment."""
        callers = self.imports.importers(path)
        return {inner for caller in callers for inner in self.imports.closure(caller)}

    @cached_property
    def is_teaching(self) -> bool:
        """The README introduces a course, a book, tutorials or a library's examples."""
        for name in READMES:
            head = text_of(self.root / name)[:1500]
            if head:
                return _TEACHING.search(head) is not None
        return False

    @cached_property
    def on_databricks(self) -> bool:
        """The project is made for Databricks: a bundle, or notebooks that were exported there."""
        bundle = any((self.root / name).exists() for name in ("databricks.yml", "databricks.yaml", ".databricks"))
        return bundle or any(summary.get("form") == "databricks" for summary in self.summaries.values())

    @cached_property
    def notebook_runs(self) -> list[NotebookRun]:
        """Images, pipelines and deployment jobs that run a notebook."""
        paths = {*walk(self.root), *(p for p in self.tracked or () if not p.startswith("../"))}
        return list(in_files(self.root, sorted(paths)))


def at_ease(path: str) -> bool:
    """Explorations, examples, lessons, archives: nobody builds on them."""
    return _AT_EASE.search(path) is not None


def _is_settings(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in (
        "setup.py",
        "conf.py",
        "conftest.py",
        "noxfile.py",
        "tasks.py",
        "__init__.py",
        "manage.py",
        "fabfile.py",
    )
