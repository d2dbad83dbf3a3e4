"""JUnit XML: a suite for each file, a failed test for each finding, a passed one for a file without any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from mlsmells.report._on_disk import said, title
from mlsmells.report._terminal import escape
from mlsmells.report.concise import header, merged, place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from mlsmells.engine.located import Located
    from mlsmells.engine.project import ProjectResult
    from mlsmells.report import Practices

FOR_CI = True
# Characters that a terminal may see and XML may not.
_NO_XML = re.compile("[\ufffe\uffff]")


def render(run: ProjectResult, practices: Practices, *, color: bool = False) -> str:
    """All files, in their order. No times: the same input gives the same report."""
    by_file: dict[str, list[Located]] = {path: [] for path in run.files}
    for at in merged(run):
        by_file.setdefault(at.path, []).append(at)
    errors = {id(at) for at in run.errors}
    counts = _counts([*run.findings, *run.errors], by_file, errors)
    root = ElementTree.Element("testsuites", {"name": "mlsmells", **counts})
    for path, found in sorted(by_file.items()):
        name = _text(path)
        suite = ElementTree.SubElement(root, "testsuite", {"name": name, **_counts(found, {path: found}, errors)})
        if not found:
            ElementTree.SubElement(suite, "testcase", name="mlsmells", classname=name, file=name)
        for at in found:
            _case(suite, at, practices, broken=id(at) in errors)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _counts(found: list[Located], files: dict[str, list[Located]], errors: set[int]) -> dict[str, str]:
    broken = sum(id(at) in errors for at in found)
    passed = sum(not of_file for of_file in files.values())
    return {"tests": str(len(found) + passed), "failures": str(len(found) - broken), "errors": str(broken)}


def _case(suite: Element, at: Located, practices: Practices, *, broken: bool) -> None:
    path = _text(at.path)
    name = f"{title(at)} ({place(at)}:{at.column})"
    about = {"name": name, "classname": path, "file": path, "line": str(at.physical_line)}
    case = ElementTree.SubElement(suite, "testcase", about)
    kind = "error" if broken else "failure"
    told = ElementTree.SubElement(case, kind, type=str(at.finding.severity), message=_text(said(at)))
    told.text = _text(header(at, practices))


def _text(text: str) -> str:
    return _NO_XML.sub(lambda match: match[0].encode("unicode_escape").decode(), escape(text))
