"""What was read: a source with its tree, its places and its problems."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass, field

if TYPE_CHECKING:
    import ast


_WORD = regex(r"\w+")


class Problem(NamedTuple):
    """Why a file, or one cell of it, could not be analysed (reported as MLS000).

    ``line`` is 1-based: within the cell if ``cell`` is given, else in the file on disk.
    ``is_note``: it was to be expected, as in an exercise that is to be filled in.
    """

    line: int
    message: str
    cell: int | None = None
    is_note: bool = False


class Place(NamedTuple):
    """Where a joined-module line is for a reader: in the cell and in the file on disk. All 1-based."""

    line: int
    cell: int | None
    physical_line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One notebook cell. Code cells in another language than Python are kept as ``raw``."""

    index: int  # 1-based over all cells
    kind: str  # code | markdown | raw
    start: int  # joined-module line of the first source line; 0 unless kind is code
    source: str
    code: str  # the source with magics and shell lines replaced; same lines, same columns
    execution_count: int | None
    outputs: tuple[dict[str, Any], ...]
    tags: tuple[str, ...]
    physical_lines: tuple[int, ...]  # line in the JSON file of every source line
    broken: str = ""  # why the cell does not parse; it then adds nothing to the tree
    magics: tuple[str, ...] = ()  # the replaced lines as written; "\n" inside = continued with a backslash


@dataclass(slots=True)
class Source:
    """A Python file or notebook. ``tree`` is None if the file as a whole could not be read or parsed.

    ``lines`` have no line ends. In a notebook they are the lines of the code cells one after the
    other, *as written* (magics included): the tree's line numbers index them, but only
    ``Cell.code`` is sure to be Python.
    """

    path: str
    text: str
    tree: ast.Module | None
    lines: list[str]
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    digest: str = ""  # of the bytes as they were read; empty for what was not read from bytes
    _starts: list[int] = field(default_factory=list, init=False, repr=False)
    _filled: list[Cell] = field(default_factory=list, init=False, repr=False)
    _code: str | None = field(default=None, init=False, repr=False)
    notes: dict[str, Any] = field(default_factory=dict, init=False, repr=False)  # what is read once, by whom

    def __post_init__(self) -> None:
        # Empty cells own no line; leaving them out keeps the starts strictly rising.
        self._filled = [c for c in self.cells if c.kind == "code" and c.physical_lines]
        self._starts = [c.start for c in self._filled]

    @property
    def is_notebook(self) -> bool:
        return self.path.endswith(".ipynb")

    @property
    def code(self) -> str:
        r"""The ``lines`` with \n between them: of a notebook the code alone, without documents and saved outputs."""
        if self._code is None:
            plain = not self.is_notebook and "\r" not in self.text
            self._code = self.text if plain else "\n".join(self.lines)
        return self._code

    @property
    def words(self) -> frozenset[str]:
        """The words of the code, each once: much less to search than the code."""
        if "words" not in self.notes:
            self.notes["words"] = frozenset(_WORD.findall(self.code))
        known: frozenset[str] = self.notes["words"]
        return known

    def cell_at(self, line: int) -> Cell | None:
        """The code cell that holds a joined-module line; None in a Python file."""
        if not self._starts:
            return None
        return self._filled[max(bisect_right(self._starts, line) - 1, 0)]

    def place(self, line: int) -> Place:
        """Cell, line in it and line on disk of a joined-module line. Lines out of range go to the nearest."""
        cell = self.cell_at(line)
        if cell is None:
            return Place(line, None, line)
        within = min(max(line - cell.start, 0), len(cell.physical_lines) - 1)
        return Place(within + 1, cell.index, cell.physical_lines[within])

    def char_column(self, line: int, byte_column: int) -> int:
        """The 1-based column in characters for an ``ast`` column (UTF-8 bytes from 0)."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        if text.isascii():
            return byte_column + 1
        head = text.encode("utf-8", "surrogatepass")[:byte_column]
        return len(head.decode("utf-8", "replace")) + 1

    def statement_lines(self, line: int) -> range:
        """The lines of the statement at a line: of a compound one its header. Where comments count."""
        from mlsmells.sources.statements import statement_lines

        return statement_lines(self.tree, line)


def split_lines(text: str) -> list[str]:
    r"""Lines as Python counts them (\n, \r\n, \r and nothing else), without their ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def first_newline(text: str) -> str:
    r"""The line end the text uses first; \n if it has none."""
    at = text.find("\n")
    carriage = text.find("\r", 0, at if at >= 0 else len(text))
    if carriage < 0:
        return "\n"
    return "\r\n" if carriage == at - 1 else "\r"
