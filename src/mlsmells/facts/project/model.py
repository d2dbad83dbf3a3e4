"""The project as a whole: summaries of its files, what git and data tools track, who imports whom.

Nothing is read before a rule asks for it.
"""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mlsmells.facts.analyses.baselines import claims
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.notebook.runs import NotebookRun, in_files
from mlsmells.facts.project.data_versions import Git, Versions, read_git, read_versions, tracked_as
from mlsmells.facts.project.dependencies import Dependencies, read_dependencies
from mlsmells.facts.project.imports import Imports
from mlsmells.facts.syntax.files import text_of, walk

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summary_records import Summary

# Libraries that give data a version of their own.
DATA_LIBRARIES = frozenset(
    "dvc lakefs lakefs_client lakefs_spec lakefs_sdk quilt3 datalad pachyderm_sdk python_pachyderm "
    "deltalake delta pyiceberg "
    "feast hopsworks hsfs clearml neptune polyaxon lightly kedro oxen dolt doltcli xethub pyxet".split()
)
# Where data is on purpose not the project's: they have rules of their own, or are versioned elsewhere.
_ELSEWHERE = re.compile(r"^(?:[a-zA-Z][\w+.-]*:|/|~|\\\\|[A-Za-z]:[\\/]|(?:\.{1,2}/)*input/)|://")
_DERIVED = re.compile(
    r"(?:^|[/_.-])(?:pre)?(?:process\w*|interim|intermediate|features?|clean\w*|prepared?|artifacts?|outputs?|results?|cache\w*|"
    r"generated|transformed|engineered|encoded|scaled|balanced|resampled|splits?|predictions?|final|merged|eval)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_SAMPLE = re.compile(
    r"(?:^|[/_.-])(?:tests?|fixtures?|samples?|toy|dummy|mock|demo|examples?|tmp|temp)(?:[/_.-]|$)", re.IGNORECASE
)
_DOCS = re.compile(
    r"(?:^|/)(?:readme|design|model[_-]?card|baseline|proposal|report)[^/]*\.(?:md|rst|txt)$|(?:^|/)docs?/[^/]+\.md$",
    re.IGNORECASE,
)
_TEACHING = re.compile(
    r"\b(?:tutorials?|courses?|books?|lectures?|lessons?|exercises?|workshops?|curriculum|bootcamp|competitions?|"
    r"examples? (?:of|for)|collection of)\b",
    re.IGNORECASE,
)


# Frameworks of pages and services that have no role of their own.
_APPS = frozenset({"streamlit", "gradio", "dash", "panel", "chainlit", "litserve", "mlserver"})
# Folders and names of work that is not meant to last.
_AT_EASE = re.compile(
    r"(?:^|[/_.\s-])(?:explor\w*|eda|scratch\w*|sandbox|playground|examples?|tutorials?|docs?|demos?|drafts?|archived?|old|"
    r"courses?|lectures?|lessons?|weeks?|day|chapters?|ch\d+|exercises?|homeworks?|assignments?|labs?|lab\d+|workshops?|"
    r"quickstarts?|getting[_-]?started|prototypes?|tests?|reports?|cohorts|mod\d+|module\d+)"
    r"(?:\d*)(?=[/_.\s-]|$)",
    re.IGNORECASE,
)
# Notebooks that make a collection or a course when hardly any module is beside them.
COLLECTION = 6


class Project:
    """The facts project rules read. ``summaries``: by path relative to ``root``, with ``/``."""

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

    # -- files ------------------------------------------------------------------------------

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
    def notebooks(self) -> list[str]:
        """Notebooks that are no tests."""
        return [p for p in self.summaries if p.endswith(".ipynb") and self.role(p) != "test"]

    def role(self, path: str) -> str:
        """The role of a file."""
        return str(self.summaries[path].get("role", ""))

    def at_ease(self, path: str) -> bool:
        """Explorations, examples, lessons, archives: nobody builds on them."""
        return _AT_EASE.search(path) is not None

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
        for name in ("README.md", "README.rst", "readme.md", "README.txt"):
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

    # -- data -------------------------------------------------------------------------------

    def places(self, path: str, reader: str) -> list[str]:
        """What a relative path may mean, from the root: seen from the reader's folder or one above it."""
        folder = PurePosixPath(reader).parent
        bases = [folder, *folder.parents]
        names = (os.path.normpath(os.path.join(str(base), path)).replace(os.sep, "/") for base in bases)
        return list(dict.fromkeys(names))

    def is_elsewhere(self, path: str) -> bool:
        """An absolute path or an address: versioned, or to be mended, by other means."""
        if any(path.startswith(root.rstrip("/")) for root in self.data_roots):
            return True
        return _ELSEWHERE.search(path) is not None

    def is_sample(self, path: str) -> bool:
        """Data that is there to try things out."""
        return _SAMPLE.search(path) is not None

    def versioned(self, path: str, reader: str) -> str:
        """The tool that versions a path read by a file; "" for none. Only where ``tracked`` is known."""
        places = self.places(path, reader)
        if tracked_as(self._tracked_lower, places, path):
            return "git"
        return next((tool for place in places if (tool := self.versions.of(place))), "")

    def writers(self, path: str, reader: str) -> list[str]:
        """Files of the project that write a path."""
        places = set(self.places(path, reader))
        return [
            other
            for other, summary in self.summaries.items()
            for write in summary.get("writes", ())
            if write["path"] and places & set(self.places(write["path"], other))
        ]

    def may_be_written(self, path: str) -> bool:
        """A file of the project writes data to a path that is known in part only, and that may be this one."""
        name = PurePosixPath(path).name
        derived = _DERIVED.search(path) is not None
        for summary in self.summaries.values():
            for write in summary.get("writes", ()):
                text = write["path"]
                if write["what"] != "data" or (text is not None and HOLE not in text):
                    continue
                pattern = "*" if text is None else PurePosixPath(text.replace(HOLE, "*")).name
                fixed = pattern.replace("*", "").removesuffix(PurePosixPath(name).suffix)
                if fnmatch.fnmatchcase(name, pattern) and (fixed or derived):
                    return True
        return False

    def made(self, path: str) -> bool:
        """A Makefile, a script or a stage of the project names the file."""
        return self.versions.made(PurePosixPath(path.replace("\\", "/")).name)

    def is_captured(self, path: str) -> bool:
        """A stage runs the script and keeps what it prints, or says which metrics it leaves."""
        name = re.escape(PurePosixPath(path).name)
        keeps = re.compile(rf"{name}[^\n]*(?:>|\btee\b)|{name}(?:.|\n){{0,600}}?\b(?:metrics|log)\s*:")
        return any(keeps.search(text) for text in self.versions.pipelines)

    @property
    def data_tools(self) -> set[str]:
        """Data versioning tools that the project uses anywhere."""
        used = {
            item["module"].partition(".")[0]
            for summary in self.summaries.values()
            for item in summary.get("imports", ())
        }
        return self.versions.tools | (used & DATA_LIBRARIES)

    # -- documents --------------------------------------------------------------------------

    def baseline_in_documents(self, path: str) -> str:
        """The document in the file's folder or one above it that names a baseline with a number; "" for none."""
        folders = {str(folder) for folder in PurePosixPath(path).parents}
        for document in self._documents:
            home = PurePosixPath(document).parent
            home = home.parent if home.name in ("docs", "doc") else home
            if str(home) in folders:
                return document
        return ""

    @cached_property
    def _documents(self) -> list[str]:
        paths = [p for p in sorted(self.tracked or walk(self.root)) if _DOCS.search(p) and not p.startswith("../")]
        return [p for p in paths if claims(text_of(self.root / p))]


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


def build_project(
    root: Path,
    summaries: Mapping[str, Summary],
    *,
    baselines: Iterable[str] = (),
    data_roots: Iterable[str] = (),
) -> Project:
    """The project of these summaries; looks at nothing until asked."""
    return Project(root, summaries, baselines=baselines, data_roots=data_roots)
