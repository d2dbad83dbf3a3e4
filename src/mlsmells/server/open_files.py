"""What the client has open, as documents; where a position is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls.uris import to_fs_path
from pygls.workspace import Workspace

from mlsmells.server.documents import Document, Text, path_of


def key_of(workspace: Workspace, uri: str) -> str:
    """The file or notebook that a text belongs to: a cell belongs to its notebook."""
    notebook = workspace.get_notebook_document(cell_uri=uri)
    return notebook.uri if notebook is not None else uri


def keys(workspace: Workspace) -> list[str]:
    """All files and notebooks that are open."""
    notebooks = list(workspace.notebook_documents.values())
    cells = {name for notebook in notebooks for cell in notebook.cells for name in _names(cell.document)}
    files = [document.uri for uri, document in workspace.text_documents.items() if uri not in cells]
    return [*files, *(notebook.uri for notebook in notebooks)]


def document_of(workspace: Workspace, key: str) -> Document | None:
    """What is open under this key; None for what is not, or is no file."""
    notebook = workspace.get_notebook_document(notebook_uri=key)
    path = to_fs_path(key)
    if path is None:
        return None
    if notebook is not None:
        return Document(Path(path), tuple(_cell(workspace, cell) for cell in notebook.cells), is_notebook=True)
    if _names(key).isdisjoint(workspace.text_documents):
        return None
    text = workspace.get_text_document(key).source
    return Document(path_of(Path(path), text), (Text(key, text),))


def _names(uri: str) -> set[str]:
    """Newer releases of pygls know a text by its address without escapes."""
    return {uri, unquote(uri)}


def _cell(workspace: Workspace, cell: lsp.NotebookCell) -> Text:
    held = workspace.get_text_document(cell.document)
    is_code = cell.kind == lsp.NotebookCellKind.Code and held.language_id in ("python", None)
    count = cell.execution_summary.execution_order if cell.execution_summary else None
    return Text(cell.document, held.source, is_code, _tags(cell.metadata), count)


def _tags(metadata: Any) -> tuple[str, ...]:
    """Of Jupyter's metadata, which some editors wrap."""
    found = _get(metadata, "tags") or _get(_get(metadata, "metadata"), "tags")
    return tuple(tag for tag in found if isinstance(tag, str)) if isinstance(found, list | tuple) else ()


def _get(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)
