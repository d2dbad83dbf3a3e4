"""The texts after an extraction: the module's, the notebook's, and a skeleton of tests."""

from __future__ import annotations

import ast
import keyword
import re
import sys
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from mlsmells.fix import notebook
from mlsmells.fix.extraction.definitions import Found, definitions, import_lines
from mlsmells.fix.extraction.kernel_names import Kernel
from mlsmells.fix.units import units_of

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit
    from mlsmells.sources import Source

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Extraction:
    """What moves, what stays and why, and the texts; the texts are "" where nothing moves."""

    moved: tuple[Found, ...]
    stays: tuple[Found, ...]
    module: str = ""
    notebook: str = ""
    tests: str = ""


def module_name(stem: str, source: Source) -> str:
    """A name for the module beside the notebook that hides no other: ``2-train model`` → ``train_model_code``."""
    words = re.sub(r"\W+", "_", stem).strip("_").lower().lstrip("0123456789_") or "notebook"
    name = f"{words}_code"
    while name in sys.stdlib_module_names or (hides_another(name, source) and not _is_extracted(name, source)):
        name += "_"
    return name


def _is_extracted(name: str, source: Source) -> bool:
    """Whether an earlier extraction made it, as far as the notebook shows: it takes names from it and no more."""
    nodes = [node for node in ast.walk(source.tree) if isinstance(node, ast.Import)] if source.tree is not None else []
    return not any(alias.name.partition(".")[0] == name for node in nodes for alias in node.names)


def hides_another(name: str, source: Source) -> bool:
    """Whether a module of this name would be taken for another one."""
    return name in _imported(source) or name in sys.stdlib_module_names or keyword.iskeyword(name)


def _imported(source: Source) -> set[str]:
    """The packages that the notebook imports."""
    names: set[str] = set()
    for node in ast.walk(source.tree) if source.tree is not None else ():
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def extraction(source: Source, module: str) -> Extraction:
    """What a module of this name would take over from the notebook."""
    units = units_of(source)
    kernel = Kernel(units, source, module)
    found = definitions(kernel)
    moved = [each for each in found if not each.why]
    stays = tuple(each for each in found if each.why)
    if not moved:
        return Extraction((), stays)
    changed = {
        unit.cell: _cell(unit, list(group), module) for unit, group in groupby(moved, key=lambda each: each.unit)
    }
    text = notebook.write_back(source.text, {cell: new for cell, new in changed.items() if cell})
    return Extraction(tuple(moved), stays, _module(moved, kernel, source), text, _tests(moved, module))


def _module(moved: list[Found], kernel: Kernel, source: Source) -> str:
    future = sorted({line for unit in kernel.units for line in _future(unit)})
    imports = import_lines(moved, kernel)
    plain = [line for line in imports if line.startswith("import ")]
    head = [f'"""What {source.path.rpartition("/")[2]} defines."""']
    head += ["", *future] if future else []
    head += ["", *plain, *(line for line in imports if line not in plain)] if imports else []
    return "\n".join(head) + "".join(f"\n\n\n{each.text}" for each in moved) + "\n"


def _future(unit: Unit) -> list[str]:
    nodes = (node for node in unit.tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__")
    return [f"from __future__ import {alias.name}" for node in nodes for alias in node.names]


def _cell(unit: Unit, moved: list[Found], module: str) -> str:
    """The cell's text: an import where the first of them stood, and the others gone."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", unit.text)
    taken = {row for each in moved for row in each.rows}
    end = unit.newline
    kept: list[str] = []
    row = 0
    while row < len(lines):
        if row not in taken:
            kept.append(lines[row])
            row += 1
            continue
        if row == moved[0].rows.start:
            kept.append(_import(module, [each.name for each in moved], end))
        while row < len(lines) and (row in taken or not lines[row].strip()):
            row += 1
        if row < len(lines) and kept and kept[-1].strip():
            kept.append(end)
    text = "".join(kept)
    return text if unit.text.endswith(("\n", "\r")) else text.rstrip("\r\n")


def _import(module: str, names: list[str], end: str) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return line + end
    return f"from {module} import ({end}" + "".join(f"    {name},{end}" for name in names) + f"){end}"


def _tests(moved: list[Found], module: str) -> str:
    """One test to be written for each function and class."""
    names = sorted(each.name for each in moved)
    lines = [f'"""Tests of {module}: say what each of them should do."""', "", "import pytest", ""]
    lines += [_import(module, names, "\n").rstrip(), ""]
    for each in moved:
        lines += ["", '@pytest.mark.skip(reason="to be written")', f"def test_{_snake(each.name)}():"]
        lines += [f"    assert {each.name} is not None", ""]
    return "\n".join(lines).rstrip() + "\n"


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
