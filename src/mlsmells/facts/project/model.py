"""The project as a whole: what project rules read. Nothing is looked at before a rule asks for it."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.analyses.baselines import claims
from mlsmells.facts.analyses.downloads import any_fetches, words_of_commands
from mlsmells.facts.domain.strings import HOLE
from mlsmells.facts.project.git import tracked_as
from mlsmells.facts.project.project_files import READMES, ProjectFiles
from mlsmells.facts.syntax.files import text_of, walk

if TYPE_CHECKING:
    from mlsmells.facts.analyses.summaries.records import Summary

# Libraries that give data a version of their own.
DATA_LIBRARIES = frozenset(
    "dvc lakefs lakefs_client lakefs_spec lakefs_sdk quilt3 datalad pachyderm_sdk python_pachyderm "
    "deltalake delta pyiceberg "
    "feast hopsworks hsfs clearml neptune polyaxon lightly kedro oxen dolt doltcli xethub pyxet".split()
)
# Where data is on purpose not the project's: they have rules of their own, or are versioned elsewhere.
_ELSEWHERE = regex(r"^(?:[a-zA-Z][\w+.-]*:|/|~|\\\\|[A-Za-z]:[\\/]|(?:\.{1,2}/)*input/)|://")
_DERIVED = regex(
    r"(?:^|[/_.-])(?:pre)?(?:process\w*|interim|intermediate|features?|clean\w*|prepared?|artifacts?|outputs?|results?|cache\w*|"
    r"generated|transformed|engineered|encoded|scaled|balanced|resampled|splits?|predictions?|final|merged|eval)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_SAMPLE = regex(
    r"(?:^|[/_.-])(?:tests?|fixtures?|samples?|toy|dummy|mock|demo|examples?|tmp|temp)(?:[/_.-]|$)", re.IGNORECASE
)
_DOCS = regex(
    r"(?:^|/)(?:readme|design|model[_-]?card|baseline|proposal|report)[^/]*\.(?:md|rst|txt)$|(?:^|/)docs?/[^/]+\.md$",
    re.IGNORECASE,
)


_COMPETITION = regex(
    r"kaggle\.com/(?:c|competitions)/|\bkaggle\b[^\n]{0,60}\b(?:competition|challenge|contest)"
    r"|\b(?:competition|challenge|contest|hackathon)\b[^\n]{0,60}\b(?:kaggle|drivendata|zindi|aicrowd|tianchi|codalab)\b"
    r"|drivendata\.org/competitions|zindi\.africa/competitions|aicrowd\.com/challenges|tianchi\.aliyun\.com/competition",
    re.IGNORECASE,
)
_SUBMISSION = regex(r"(?:sample|gender)_?submission[\w-]*\.csv|(?:^|[/_-])submissions?[\w.-]*\.csv", re.IGNORECASE)


class Project(ProjectFiles):
    """The facts project rules read: what its files are, and what the paths in its code mean."""

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

    def fetched(self, path: str) -> bool:
        """A script, a notebook's shell lines or a Makefile of the project downloads the file."""
        return any_fetches(self._fetching, path)

    @cached_property
    def _fetching(self) -> list[tuple[str, list[str]]]:
        out = list(self.versions.fetching)
        for path, summary in self.summaries.items():
            notebook = summary["notebook"]
            shell = "\n".join(notebook["shell"]) if notebook is not None else ""
            out.append((path, [*summary["fetches"], *words_of_commands(shell)]))
        return out

    @cached_property
    def is_competition(self) -> bool:
        """The project takes part in a competition, whose files all who take part can have."""
        if "kaggle" in self.root.name.lower() or any(p.endswith("kaggle.json") for p in self.tracked or ()):
            return True
        if any(_COMPETITION.search(text_of(self.root / name)[:4000]) for name in READMES):
            return True
        used = [item["path"] or "" for s in self.summaries.values() for item in (*s["reads"], *s["writes"])]
        return any(_SUBMISSION.search(path) for path in used)

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


def build_project(
    root: Path,
    summaries: Mapping[str, Summary],
    *,
    baselines: Iterable[str] = (),
    data_roots: Iterable[str] = (),
) -> Project:
    """The project of these summaries; looks at nothing until asked."""
    return Project(root, summaries, baselines=baselines, data_roots=data_roots)
