"""A real client that starts ``mlsmells server`` and speaks with it over its standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

import mlsmells

PATIENCE = 30.0


class Editor:
    """What an editor does: opens, types, asks, applies."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client, self.root = client, root
        self.said: dict[str, list[lsp.Diagnostic]] = {}
        self.shown: list[str] = []
        self.news = asyncio.Condition()
        self.count = 0
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    async def publish(self, params: lsp.PublishDiagnosticsParams) -> None:
        async with self.news:
            self.said[params.uri] = list(params.diagnostics)
            self.count += 1
            self.news.notify_all()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for what the server says."""
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(done), PATIENCE)

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    async def open(self, name: str, text: str) -> str:
        uri = self.uri(name)
        self.said.pop(uri, None)
        self.texts[uri], self.versions[uri] = text, 1
        item = lsp.TextDocumentItem(uri, "python", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await self.until(lambda: uri in self.said)
        return uri

    async def type(self, uri: str, text: str) -> None:
        """Replace the whole text, and wait until something is said of it."""
        before = self.count
        self.texts[uri] = text
        self.versions[uri] += 1
        document = lsp.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        await self.until(lambda: self.count > before)

    async def actions(self, uri: str, at: lsp.Range, *kinds: str) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext([], only=list(kinds) or None)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), at, context)
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or [] if isinstance(action, lsp.CodeAction)]

    async def resolved(self, action: lsp.CodeAction) -> lsp.WorkspaceEdit | None:
        return (await self.client.code_action_resolve_async(action)).edit

    def applied(self, edit: lsp.WorkspaceEdit | None) -> dict[str, str]:
        """The texts that an edit changes, as they are afterwards."""
        assert edit is not None and edit.changes
        return {uri: apply(self.texts[uri], edits) for uri, edits in edit.changes.items()}

    async def hover(self, uri: str, line: int, column: int) -> str:
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, column))
        found = await self.client.text_document_hover_async(params)
        return found.contents.value if found is not None and isinstance(found.contents, lsp.MarkupContent) else ""


def apply(text: str, edits: Any) -> str:
    """As an editor does: characters are counted in UTF-16, later edits first."""
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = (_offset(text, place) for place in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


def _offset(text: str, position: lsp.Position) -> int:
    lines = text.splitlines(keepends=True)
    before = sum(map(len, lines[: position.line]))
    line = lines[position.line] if position.line < len(lines) else ""
    units = line.encode("utf-16-le")[: position.character * 2]
    return before + len(units.decode("utf-16-le"))


Story = Callable[[Editor], Awaitable[None]]


async def session(story: Story, root: Path, *, resolves: bool) -> None:
    client = LanguageClient("test", "1")
    editor = Editor(client, root)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    async def published(params: lsp.PublishDiagnosticsParams) -> None:
        await editor.publish(params)

    client.feature(lsp.WINDOW_SHOW_MESSAGE)(lambda params: editor.shown.append(params.message))
    client.feature(lsp.WINDOW_LOG_MESSAGE)(lambda params: None)
    env = os.environ | {"PYTHONPATH": str(Path(mlsmells.__file__).parents[1])}
    await client.start_io(sys.executable, "-m", "mlsmells", "server", env=env, cwd=root)
    support = lsp.ClientCodeActionResolveOptions(["edit"]) if resolves else None
    code_action = lsp.CodeActionClientCapabilities(resolve_support=support, data_support=True)
    capabilities = lsp.ClientCapabilities(text_document=lsp.TextDocumentClientCapabilities(code_action=code_action))
    try:
        params = lsp.InitializeParams(capabilities, root_uri=root.as_uri())
        await asyncio.wait_for(client.initialize_async(params), PATIENCE)
        client.initialized(lsp.InitializedParams())
        await asyncio.wait_for(story(editor), 2 * PATIENCE)
    finally:  # whatever came of the story, nothing is left running
        try:
            await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
            client.exit(None)
        finally:
            await asyncio.wait_for(client.stop(), PATIENCE)
