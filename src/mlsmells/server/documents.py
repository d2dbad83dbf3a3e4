"""What is open in an editor, as a ``Source``: a module, a notebook of cells, or the JSON of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from mlsmells.sources import Source, source_from_text

# jupyterlab-lsp keeps the cells of a notebook as one module in such a folder.
VIRTUAL = ".virtual_documents"


class Text(NamedTuple):
    """A text of the editor: a file, or a cell of a notebook."""

    uri: str
    text: str
    is_code: bool = True
    tags: tuple[str, ...] = ()
    ran: int | None = None  # how often cells had been run when this one was


@dataclass(frozen=True, slots=True)
class Document:
    """``texts`` is one text, or the cells of a notebook in their order; ``path`` is the file's."""

    path: Path
    texts: tuple[Text, ...]
    is_notebook: bool = False  # of cells: the JSON of a notebook is one text

    def source(self, shown: str) -> Source:
        """What the engine reads; ``shown`` is the path from the project's root."""
        if self.is_notebook:
            return source_from_text(_json(self.texts), shown)
        return source_from_text(self.texts[0].text, shown)

    def replaced(self, cell: int | None, text: str) -> Document:
        """The same with another text in a cell (numbered from 1; None: in the file)."""
        at = self.number_of(cell)
        texts = (*self.texts[:at], self.texts[at]._replace(text=text), *self.texts[at + 1 :])
        return Document(self.path, texts, self.is_notebook)

    def number_of(self, cell: int | None) -> int:
        """Which of the texts a place is in."""
        return cell - 1 if self.is_notebook and cell else 0


def path_of(path: Path, text: str) -> Path:
    """The path by which a text is judged: cells that an editor has joined are a module."""
    parts = [part for part in PurePath(path).parts if part != VIRTUAL]
    path = Path(*parts)
    is_json = text.lstrip().startswith("{")
    return path.with_suffix(".py") if path.suffix == ".ipynb" and text.strip() and not is_json else path


def _json(texts: tuple[Text, ...]) -> str:
    cells = [_cell(text) for text in texts]
    metadata = {"language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cell(text: Text) -> dict[str, Any]:
    cell: dict[str, Any] = {"metadata": {"tags": list(text.tags)}, "source": text.text}
    if not text.is_code:
        return {"cell_type": "markdown", **cell}
    return {"cell_type": "code", "execution_count": text.ran, "outputs": [], **cell}
