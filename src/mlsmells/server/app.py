"""The server itself: which message leads to what."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path

from mlsmells import __version__
from mlsmells.config import ConfigError
from mlsmells.engine.modules import modules_of
from mlsmells.engine.registry import by_code
from mlsmells.server import changing, pages
from mlsmells.server.checking import Checked, check
from mlsmells.server.messages import SOURCE, Speaker
from mlsmells.server.open_files import document_of, key_of, keys

# After a keystroke it is waited for the next one.
PATIENCE = 0.3
FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.{SOURCE}"
NOTEBOOKS = lsp.NotebookDocumentSyncOptions(
    notebook_selector=[
        lsp.NotebookDocumentFilterWithCells(
            cells=[lsp.NotebookCellLanguage(language="python"), lsp.NotebookCellLanguage(language="markdown")],
            notebook=lsp.NotebookDocumentFilterNotebookType(notebook_type="jupyter-notebook"),
        )
    ],
    save=True,
)


class Server(LanguageServer):
    """Checks what is open, one document at a time, beside the loop that reads messages."""

    def __init__(self) -> None:
        super().__init__(SOURCE, __version__, notebook_document_sync=NOTEBOOKS)
        self.checked: dict[str, Checked] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.worker = ThreadPoolExecutor(max_workers=1)
        self.blamed: set[str] = set()  # configuration files that something was said of

    def later(self, key: str, seconds: float = 0.0) -> None:
        """Check it soon; another message about it before that begins the wait anew."""
        waiting = self.waiting.pop(key, None)
        if waiting is not None:
            waiting.cancel()
        self.waiting[key] = asyncio.get_running_loop().create_task(self._after(key, seconds))

    def all_later(self) -> None:
        """What is open depends on settings and on modules that are on disk."""
        modules_of.cache_clear()
        for key in keys(self.workspace):
            self.later(key)

    async def _after(self, key: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        try:
            await self.check_now(key)
        except Exception as error:  # the next change is another chance; the client's log says what went wrong
            self.window_log_message(
                lsp.LogMessageParams(lsp.MessageType.Error, f"{key}: {type(error).__name__}: {error}")
            )

    async def check_now(self, key: str) -> Checked | None:
        """What is open under this key, checked as it is now; diagnostics are published if it was not known."""
        document = document_of(self.workspace, key)
        known = self.checked.get(key)
        if document is None or (known is not None and known.document == document):
            return known if document is not None else None
        here = Path(self.workspace.root_path) if self.workspace.root_path else None
        try:
            checked = await asyncio.get_running_loop().run_in_executor(self.worker, check, document, here)
        except ConfigError as error:
            self._blame(error)
            return None
        self._forgive()
        if document_of(self.workspace, key) == document:
            self.checked[key] = checked
            for uri, found in self.speaker(checked).diagnostics().items():
                self.publish(uri, found)
        return checked

    def close(self, key: str, uris: list[str]) -> None:
        """Forget it, and take back what was said of it."""
        self.checked.pop(key, None)
        waiting = self.waiting.pop(key, None)
        if waiting is not None:
            waiting.cancel()
        for uri in uris:
            self.publish(uri, [])

    def speaker(self, checked: Checked) -> Speaker:
        """Who puts it into words."""
        return Speaker(checked, self.workspace.position_codec.client_num_units)

    def publish(self, uri: str, found: list[lsp.Diagnostic]) -> None:
        """Say what is found in a text, instead of what was said before."""
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    def _blame(self, error: ConfigError) -> None:
        uri = from_fs_path(str(error.path)) if error.path is not None else None
        if uri is None:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"mlsmells: {error}"))
            return
        start = lsp.Position(max(error.line - 1, 0), 0)
        place = lsp.Range(start, lsp.Position(start.line + 1, 0))
        self.blamed.add(uri)
        self.publish(uri, [lsp.Diagnostic(place, error.message, lsp.DiagnosticSeverity.Error, source=SOURCE)])

    def _forgive(self) -> None:
        while self.blamed:
            self.publish(self.blamed.pop(), [])


def make() -> Server:
    """A server with everything it can do."""
    server = Server()
    _listen(server)
    server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True),
    )(_code_actions)
    server.feature(lsp.CODE_ACTION_RESOLVE)(_resolve)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    return server


def _listen(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.later(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        ls.later(params.text_document.uri, PATIENCE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.close(params.text_document.uri, [params.text_document.uri])

    @server.feature(lsp.NOTEBOOK_DOCUMENT_DID_OPEN)
    def notebook_opened(ls: Server, params: lsp.DidOpenNotebookDocumentParams) -> None:
        ls.later(params.notebook_document.uri)

    @server.feature(lsp.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def notebook_changed(ls: Server, params: lsp.DidChangeNotebookDocumentParams) -> None:
        cells = params.change.cells
        gone = cells.structure.did_close if cells and cells.structure else None
        for cell in gone or ():
            ls.publish(cell.uri, [])
        ls.later(params.notebook_document.uri, PATIENCE)

    @server.feature(lsp.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def notebook_closed(ls: Server, params: lsp.DidCloseNotebookDocumentParams) -> None:
        ls.close(params.notebook_document.uri, [cell.uri for cell in params.cell_text_documents])

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    @server.feature(lsp.NOTEBOOK_DOCUMENT_DID_SAVE)
    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def everything_may_differ(ls: Server, params: Any) -> None:
        ls.checked.clear()
        ls.all_later()


async def _code_actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    uri = params.text_document.uri
    checked = await ls.check_now(key_of(ls.workspace, uri))
    if checked is None:
        return []
    speaker, wanted = ls.speaker(checked), params.context.only
    actions: list[lsp.CodeAction] = []
    for number, at in enumerate(checked.found if _wants(wanted, lsp.CodeActionKind.QuickFix.value) else ()):
        if speaker.uri_of(at.cell) == uri and _overlap(speaker.range_of(at), params.range):
            actions += _actions(checked, speaker, number, uri)
    if _wants(wanted, FIX_ALL):
        title = "Fix all that mlsmells can fix safely"
        actions.append(lsp.CodeAction(title, FIX_ALL, data={"uri": uri, "all": True}))
    if not _resolves(ls):
        actions = [await _resolve(ls, action) for action in actions]
    return [action for action in actions if action.edit is not None or _resolves(ls)]


def _actions(checked: Checked, speaker: Speaker, number: int, uri: str) -> list[lsp.CodeAction]:
    at = checked.found[number]
    said = [speaker.diagnostic(at)]
    actions = []
    if at.finding.fix is not None and changing.can_mend(checked, at):
        fix = at.finding.fix
        title = f"{at.finding.code}: {fix.description}" + ("" if fix.safe else " (can change results)")
        data = {"uri": uri, "fix": number, "key": at.fingerprint}
        actions.append(lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, said, is_preferred=fix.safe, data=data))
    edit = changing.suppress(checked, at)
    if edit is not None:
        title = f"{at.finding.code}: suppress here, with a reason"
        change = speaker.workspace_edit([edit])
        actions.append(lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, said, edit=change))
    return actions


async def _resolve(ls: Server, action: lsp.CodeAction) -> lsp.CodeAction:
    """The edit of an action that was chosen: fixes are tried only then."""
    data: dict[str, Any] = action.data if isinstance(action.data, dict) else {}
    checked = await ls.check_now(key_of(ls.workspace, data["uri"])) if "uri" in data else None
    if checked is None:
        return action
    loop = asyncio.get_running_loop()
    if data.get("all"):
        mended = await loop.run_in_executor(ls.worker, changing.mend_all, checked)
    else:
        at = next((at for at in checked.found if at.fingerprint == data["key"]), None)
        if at is None:
            return action
        mended = await loop.run_in_executor(ls.worker, changing.mend, checked, at)
    if mended.edits:
        action.edit = ls.speaker(checked).workspace_edit(mended.edits)
    elif _resolves(ls):
        ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, f"mlsmells: not fixed: {mended.why}"))
    return action


async def _hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    uri, position = params.text_document.uri, params.position
    checked = await ls.check_now(key_of(ls.workspace, uri))
    if checked is None:
        return None
    speaker, here = ls.speaker(checked), lsp.Range(position, position)
    lines = ls.workspace.get_text_document(uri).lines
    place = ls.workspace.position_codec.position_from_client_units(lines, position)
    rule = pages.named_at(lines[place.line], place.character) if place.line < len(lines) else None
    found = [at for at in checked.found if speaker.uri_of(at.cell) == uri and _overlap(speaker.range_of(at), here)]
    rules = [rule] if rule is not None else [by_code()[code] for code in dict.fromkeys(at.finding.code for at in found)]
    text = "\n\n---\n\n".join(pages.markdown(rule, checked.config) for rule in rules)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text)) if text else None


def _overlap(one: lsp.Range, other: lsp.Range) -> bool:
    return _at(one.start) <= _at(other.end) and _at(other.start) <= _at(one.end)


def _at(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character


def _wants(only: Any, kind: str) -> bool:
    """A kind that is asked for means those below it."""
    asked = [str(getattr(each, "value", each)) for each in only or ()]
    return not asked or any(f"{kind}.".startswith(f"{each}.") for each in asked)


def _resolves(ls: Server) -> bool:
    """The client asks for the edit of an action when it is chosen."""
    document = ls.client_capabilities.text_document
    action = document.code_action if document else None
    support = action.resolve_support if action else None
    return support is not None and "edit" in support.properties
