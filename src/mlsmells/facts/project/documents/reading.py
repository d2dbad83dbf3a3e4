"""The documents of a project, read when somebody asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import LEAD, Document
from mlsmells.facts.project.documents.recognition import (
    DESIGN,
    ONE_PAGER,
    is_called_design,
    kind_of,
    may_be_one,
    plans_experiments,
)
from mlsmells.facts.project.documents.topics import named_topics
from mlsmells.facts.syntax.files import text_of
from mlsmells.knowledge.design_topics import Topic, topics
from mlsmells.knowledge.folders import is_retired

SUFFIXES = (".md", ".markdown", ".rst")
# Letters; what is longer is a manual or generated.
MAX_TEXT = 200_000
MAX_DOCUMENTS = 400
# Documents that are looked through for parts of a design, and how many make one.
MAX_SEARCHED = 60
ENOUGH_TOPICS = 6
# Letters of a document that says something.
LEAST_TEXT = 200
_GUIDE = regex(
    r"^readme\.(?:md|rst)$"
    r"|(?:^|docs?/)(?:runbook|playbook|usage|getting[_-]?started|quick[_-]?start|install\w*|develop\w*)\.(?:md|rst)$",
    re.IGNORECASE,
)


# Documents of one design that several share: named for what they are, and not for what is designed.
_SET = regex(
    r"(?i)(?:\d+[_\s-]*)?(?:(?:ml|ai|system|product|business|functional|technical|project|software|data|model)[_\s-]*)*"
    r"(?:[pbfts]rd|srs|[hl]ld|requirements?|design|architecture|charter|plan|proposal|specs?|specification|overview|"
    r"problem[_\s-]statements?)(?:[_\s-]*doc(?:ument)?s?)?"
)


class Documents:
    """``paths``: of all files, relative to the root."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self.root = root
        self.paths = [p for p in sorted(paths) if p.lower().endswith(SUFFIXES) and not p.startswith("../")]
        self.unread: list[str] = []
        self._read: dict[str, Document | None] = {}

    @cached_property
    def designs(self) -> list[tuple[Document, str]]:
        """Design documents and one-pagers, each with which of the two it is."""
        found = (self.read(path) for path in self.paths[:MAX_DOCUMENTS] if self._may_be_one(path))
        kinds = ((document, kind_of(document)) for document in found if document is not None)
        return [(document, kind) for document, kind in kinds if kind in (DESIGN, ONE_PAGER)]

    @cached_property
    def is_designed_elsewhere(self) -> bool:
        """A document is called a design, or all of them together have parts for most of what one has."""
        found: set[str] = set()
        for path in self.paths[:MAX_SEARCHED]:
            document = self.read(path)
            if document is not None and not is_retired(path):
                if plans_experiments(document) or is_called_design(document):
                    return True
                found |= named_topics(document, leads=False).keys()
        return len(found) >= ENOUGH_TOPICS and "metrics" in found

    @cached_property
    def guides(self) -> list[Document]:
        """The README and the runbooks, which tell how to run things."""
        found = (self.read(path) for path in self.paths if _GUIDE.search(path))
        return [document for document in found if document is not None]

    @cached_property
    def linked(self) -> list[Document]:
        """Other documents that the README hands its reader on to."""
        said = "\n".join(self.text(guide.path) for guide in self.guides)
        known = {guide.path for guide in self.guides}
        found = (self.read(path) for path in self.paths[:MAX_DOCUMENTS] if path not in known and path in said)
        return [document for document in found if document is not None]

    def about_launch(self, document: Document) -> list[Document]:
        """Those beside one that tell of the launch, of security or of privacy."""
        return [other for key in ("launch", "security") for other in self.about(topics()[key], document)]

    def about(self, topic: Topic, document: Document) -> list[Document]:
        """The documents beside one that tell of a topic: ``DEPLOYMENT.md`` as a whole, ``PRD.md`` below a heading."""
        own = PurePosixPath(document.path)
        designs = {design.path for design, _ in self.designs}
        out = []
        for path in map(PurePosixPath, self.paths):
            if path.parent != own.parent or path == own:
                continue
            whole = str(path) not in designs and _names(topic, path.stem)
            part = _SET.fullmatch(own.stem) is not None and _SET.fullmatch(path.stem) is not None
            other = self.read(str(path)) if whole or part else None
            if other is not None and (len(other.text) >= LEAST_TEXT if whole else _has_part(topic, other)):
                out.append(other)
        return out

    def text(self, path: str) -> str:
        """The text of one, "" for one that is too long."""
        text = text_of(self.root / path)
        return text if len(text) <= MAX_TEXT else ""

    def read(self, path: str) -> Document | None:
        """The document, None for what cannot be read here."""
        if path not in self._read:
            self._read[path] = read_document(path, self.text(path))
            if self._read[path] is None:
                self.unread.append(path)
        return self._read[path]

    def _may_be_one(self, path: str) -> bool:
        return may_be_one(path, self.text(path))


def _has_part(topic: Topic, document: Document) -> bool:
    return any(topic.is_named(part.title) and not part.is_empty for part in document.parts() if part.level < LEAD)


def _names(topic: Topic, stem: str) -> bool:
    said = re.sub(r"[_-]+", " ", stem)
    return topic.is_named(said) or topic.is_hinted(said)


def read_document(path: str, text: str) -> Document | None:
    """A document from its text; None where what reads its kind is not installed."""
    if path.lower().endswith(".rst"):
        from mlsmells.facts.project.documents.restructured import read_restructured

        blocks = read_restructured(text)
        return None if blocks is None else Document(path, tuple(blocks))
    from mlsmells.facts.project.documents.markdown import read_markdown

    return Document(path, tuple(read_markdown(text)))
