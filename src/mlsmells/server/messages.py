"""Findings and edits in the words of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from mlsmells.core import Severity
from mlsmells.engine.registry import by_code
from mlsmells.server.pages import address

if TYPE_CHECKING:
    from mlsmells.engine.located import Located
    from mlsmells.server.changing import Edit
    from mlsmells.server.checking import Checked

SOURCE = "mlsmells"
LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
# How many units of the client a text has: UTF-16 where nothing else was agreed on.
Units = Callable[[str], int]


class Speaker:
    """Puts one checked document into the client's words."""

    def __init__(self, checked: Checked, units: Units) -> None:
        self.checked = checked
        self.units = units
        self.lines = [text.text.splitlines() or [""] for text in checked.document.texts]

    def diagnostics(self) -> dict[str, list[lsp.Diagnostic]]:
        """By text, every text of the document: an empty list takes back what was said before."""
        said: dict[str, list[lsp.Diagnostic]] = {text.uri: [] for text in self.checked.document.texts}
        for at in self.checked.found:
            said[self.uri_of(at.cell)].append(self.diagnostic(at))
        return said

    def diagnostic(self, at: Located) -> lsp.Diagnostic:
        """The finding, with its trace as related places."""
        rule = by_code()[at.finding.code]
        return lsp.Diagnostic(
            range=self.range_of(at),
            severity=LEVELS[at.finding.severity],
            code=rule.code,
            code_description=lsp.CodeDescription(href=address(rule)),
            source=SOURCE,
            message=at.finding.message,
            related_information=list(self._related(at)) or None,
        )

    def _related(self, at: Located) -> Iterator[lsp.DiagnosticRelatedInformation]:
        for step in at.steps:
            place = lsp.Location(self.uri_of(step.at.cell), self._line(step.at.cell, step.at.line, step.at.text))
            yield lsp.DiagnosticRelatedInformation(place, step.note)

    def uri_of(self, cell: int | None) -> str:
        """The text that holds a place."""
        document = self.checked.document
        return document.texts[document.number_of(cell)].uri

    def range_of(self, at: Located) -> lsp.Range:
        """Where the finding is. In the JSON of a notebook that is the line on disk."""
        if self._is_json:
            return self._whole(0, at.physical_line)
        number = self.checked.document.number_of(at.cell)
        start = self._position(number, at.line, at.column)
        end = self._position(number, at.end_line, at.end_column)
        return lsp.Range(start, end if (end.line, end.character) > (start.line, start.character) else start)

    def edit(self, edit: Edit) -> lsp.TextEdit:
        """An edit whose characters are counted as the client counts them."""
        start = self._position(edit.text, edit.line + 1, edit.column + 1)
        end = self._position(edit.text, edit.end_line + 1, edit.end_column + 1)
        return lsp.TextEdit(lsp.Range(start, end), edit.new)

    def workspace_edit(self, edits: list[Edit]) -> lsp.WorkspaceEdit:
        """All edits, by text."""
        changes: dict[str, list[lsp.TextEdit]] = {}
        for edit in edits:
            changes.setdefault(self.checked.document.texts[edit.text].uri, []).append(self.edit(edit))
        return lsp.WorkspaceEdit(changes=changes)

    @property
    def _is_json(self) -> bool:
        return self.checked.source.is_notebook and not self.checked.document.is_notebook

    def _line(self, cell: int | None, line: int, text: str) -> lsp.Range:
        if self._is_json:
            found = next((each for each in self.checked.source.cells if each.index == cell), None)
            return self._whole(0, found.physical_lines[line - 1] if found and found.physical_lines else 1)
        return self._whole(self.checked.document.number_of(cell), line)

    def _whole(self, number: int, line: int) -> lsp.Range:
        """A line without its indentation."""
        text = self._text(number, line)
        indent = len(text) - len(text.lstrip())
        return lsp.Range(self._position(number, line, indent + 1), self._position(number, line, len(text) + 1))

    def _position(self, number: int, line: int, column: int) -> lsp.Position:
        return lsp.Position(line - 1, self.units(self._text(number, line)[: column - 1]))

    def _text(self, number: int, line: int) -> str:
        lines = self.lines[number]
        return lines[line - 1] if 0 < line <= len(lines) else ""
