"""An editor with notebooks: by cells, as one module, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygls.lsp.client", reason="the extra lsp is not installed")

from lsprotocol import types as lsp

if TYPE_CHECKING:
    from server.editor import Editor

CELLS = [
    "# Parts",
    "import os\nimport pandas as pd\nimport sklearn",
    'frames = []\nfor name in os.listdir("parts"):\n    frames.append(pd.read_csv(name))\n'
    "table = pd.concat(frames, ignore_index=True)",
]
Edit = Callable[..., None]


def cell_uri(editor: Editor, number: int) -> str:
    return f"vscode-notebook-cell:{editor.uri('look.ipynb').removeprefix('file:')}#c{number}"


async def open_notebook(editor: Editor, texts: list[str], *, tags: tuple[str, ...] = ()) -> list[str]:
    uris = [cell_uri(editor, number) for number in range(len(texts))]
    kinds = [lsp.NotebookCellKind.Markup if text.startswith("# ") else lsp.NotebookCellKind.Code for text in texts]
    cells = [lsp.NotebookCell(kind, uri) for kind, uri in zip(kinds, uris, strict=True)]
    if tags:
        cells[-1].metadata = {"tags": list(tags)}  # type: ignore[assignment]
    notebook = lsp.NotebookDocument(editor.uri("look.ipynb"), "jupyter-notebook", 1, cells)
    languages = ["markdown" if kind == lsp.NotebookCellKind.Markup else "python" for kind in kinds]
    items = [lsp.TextDocumentItem(*each, 1, text) for *each, text in zip(uris, languages, texts, strict=True)]
    editor.texts |= dict(zip(uris, texts, strict=True))
    editor.client.notebook_document_did_open(lsp.DidOpenNotebookDocumentParams(notebook, items))
    await editor.until(lambda: set(uris) <= editor.said.keys())
    return uris


async def change_cell(editor: Editor, uri: str, text: str) -> None:
    before = editor.count
    editor.texts[uri] = text
    document = lsp.VersionedTextDocumentIdentifier(2, uri)
    content = lsp.NotebookDocumentCellContentChanges(document, [lsp.TextDocumentContentChangeWholeDocument(text)])
    change = lsp.NotebookDocumentChangeEvent(cells=lsp.NotebookDocumentCellChanges(text_content=[content]))
    notebook = lsp.VersionedNotebookDocumentIdentifier(2, editor.uri("look.ipynb"))
    editor.client.notebook_document_did_change(lsp.DidChangeNotebookDocumentParams(notebook, change))
    await editor.until(lambda: editor.count >= before + len(CELLS))


def test_open_a_notebook_apply_the_fix_and_it_is_clean(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uris = await open_notebook(editor, CELLS)
        found = {uri: [each.code for each in editor.said[uri]] for uri in uris}
        assert found == {uris[0]: [], uris[1]: [], uris[2]: ["MLS207"]}
        (finding,) = editor.said[uris[2]]
        assert finding.range.start.line == 1
        fix = next(each for each in await editor.actions(uris[2], finding.range) if each.is_preferred)
        after = editor.applied(await editor.resolved(fix))
        assert after == {uris[2]: CELLS[2].replace('os.listdir("parts")', 'sorted(os.listdir("parts"))')}
        await change_cell(editor, uris[2], after[uris[2]])
        assert all(editor.said[uri] == [] for uri in uris)

    edit(story)


def test_a_trace_leads_into_another_cell(edit: Edit) -> None:
    cells = [
        "import pandas as pd\nfrom sklearn.preprocessing import StandardScaler\n"
        "from sklearn.model_selection import train_test_split\nfrom sklearn.linear_model import LogisticRegression",
        "frame = pd.read_csv('a.csv')\nX, y = frame.drop(columns='y'), frame['y']",
        "X = StandardScaler().fit_transform(X)",
        "a, b, c, d = train_test_split(X, y, random_state=0)\nprint(LogisticRegression().fit(a, c).score(b, d))",
    ]

    async def story(editor: Editor) -> None:
        uris = await open_notebook(editor, cells)
        (found,) = [each for each in editor.said[uris[2]] if each.code == "MLS103"]
        places = [(step.location.uri, step.location.range.start.line) for step in found.related_information or []]
        assert places[:3] == [(uris[1], 0), (uris[2], 0), (uris[3], 0)]
        assert (await editor.hover(uris[2], 0, 8)).startswith("### [MLS103 ")

    edit(story)


def test_a_cell_is_suppressed(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uris = await open_notebook(editor, CELLS)
        (finding,) = editor.said[uris[2]]
        action = next(each for each in await editor.actions(uris[2], finding.range) if "suppress" in each.title)
        after = editor.applied(action.edit)
        assert 'os.listdir("parts"):  # mlsmells: ignore[unsorted-listing] say why' in after[uris[2]]
        await change_cell(editor, uris[2], after[uris[2]])
        assert editor.said[uris[2]] == []

    edit(story)


def test_tags_of_cells_count(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uris = await open_notebook(editor, CELLS, tags=("mlsmells-skip",))
        assert editor.said[uris[2]] == []

    edit(story)


def test_a_closed_notebook_says_nothing(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uris = await open_notebook(editor, CELLS)
        notebook = lsp.NotebookDocumentIdentifier(editor.uri("look.ipynb"))
        cells = [lsp.TextDocumentIdentifier(uri) for uri in uris]
        editor.client.notebook_document_did_close(lsp.DidCloseNotebookDocumentParams(notebook, cells))
        await editor.until(lambda: editor.said[uris[2]] == [])

    edit(story)


def test_the_json_of_a_notebook(edit: Edit) -> None:
    cells = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": text.splitlines(True)}
        for text in CELLS[1:]
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}, indent=1)

    async def story(editor: Editor) -> None:
        uri = await editor.open("look.ipynb", text)
        (finding,) = [each for each in editor.said[uri] if each.code == "MLS207"]
        assert "os.listdir" in text.splitlines()[finding.range.start.line]
        fix = next(each for each in await editor.actions(uri, finding.range) if each.is_preferred)
        after = editor.applied(await editor.resolved(fix))[uri]
        assert after == text.replace('os.listdir(\\"parts\\")', 'sorted(os.listdir(\\"parts\\"))')

    edit(story)


def test_cells_that_an_editor_has_joined(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open(".virtual_documents/look.ipynb", "\n\n".join(CELLS[1:]))
        (finding,) = [each for each in editor.said[uri] if each.code == "MLS207"]
        assert finding.range.start.line == 5

    edit(story)
