"""Which language a notebook and its cells are in. Unsaid means Python."""

from __future__ import annotations

from typing import Any

_PYTHON = ("python", "ipython", "pyspark", "sage")


def notebook_is_python(notebook: dict[str, Any]) -> bool:
    """By the kernel's ``language_info``, its ``kernelspec``, or nbformat 3's ``language``."""
    metadata = _dict(notebook.get("metadata"))
    said = (
        _dict(metadata.get("language_info")).get("name"),
        _dict(metadata.get("kernelspec")).get("language"),
        metadata.get("language"),
    )
    return _is_python(next((name for name in said if isinstance(name, str) and name), "python"))


def cell_is_python(cell: dict[str, Any]) -> bool:
    """By nbformat 3's ``language`` or the editor's language id of a cell in a polyglot notebook."""
    editor = _dict(_dict(cell.get("metadata")).get("vscode")).get("languageId")
    return all(_is_python(name) for name in (cell.get("language"), editor) if isinstance(name, str) and name)


def _is_python(name: str) -> bool:
    return name.lower().startswith(_PYTHON)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
