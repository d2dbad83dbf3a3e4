"""An editor with Python files: findings, traces, fixes, suppressions, pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mlsmells.cli import main

pytest.importorskip("pygls.lsp.client", reason="the extra lsp is not installed")

from lsprotocol import types as lsp

if TYPE_CHECKING:
    from server.editor import Editor

LEAK = """\
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

größe = "😀"; frame = pd.read_csv("a.csv")
X, y = frame.drop(columns="y"), frame["y"]
X = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
print(f1_score(y_test, model.predict(X_test)))
"""
UNSORTED = """\
import os

import pandas as pd

frames = []
for name in os.listdir("parts"):
    frames.append(pd.read_csv(name))
table = pd.concat(frames, ignore_index=True)
"""
EVERYTHING = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
Edit = Callable[..., None]


def codes(found: list[lsp.Diagnostic]) -> list[str]:
    return [str(each.code) for each in found]


def test_findings_on_open_with_their_trace(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open("train.py", LEAK)
        (found,) = [each for each in editor.said[uri] if each.code == "MLS103"]
        assert found.source == "mlsmells" and found.severity == lsp.DiagnosticSeverity.Warning
        assert (found.range.start.line, found.range.start.character) == (8, 4)
        assert found.code_description and found.code_description.href.endswith("MLS103-statistics-before-split.md")
        steps = [(step.location.range.start.line, step.message) for step in found.related_information or []]
        assert [line for line, _ in steps][:3] == [6, 8, 9] and "read" in steps[0][1]
        assert all(step.location.uri == uri for step in found.related_information or [])
        # The end of the line is counted as the client counts it: an emoji is two units.
        assert (found.related_information or [])[0].location.range.end.character == len(LEAK.splitlines()[6]) + 1

    edit(story)


def test_findings_follow_what_is_typed(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open("train.py", LEAK)
        assert "MLS103" in codes(editor.said[uri])
        await editor.type(uri, LEAK.replace("X = StandardScaler().fit_transform(X)\n", ""))
        assert "MLS103" not in codes(editor.said[uri])
        await editor.type(uri, LEAK)
        assert "MLS103" in codes(editor.said[uri])
        await editor.type(uri, "x = (\n")
        assert codes(editor.said[uri]) == ["MLS000"]
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        await editor.until(lambda: editor.said[uri] == [])

    edit(story)


def test_what_is_accepted_is_silent(edit: Edit, tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(LEAK, encoding="utf-8")
    assert CliRunner().invoke(main, ["accept", str(tmp_path)]).exit_code == 0

    async def story(editor: Editor) -> None:
        uri = await editor.open("train.py", LEAK)
        assert editor.said[uri] == []
        await editor.type(uri, LEAK + "frame.drop_duplicates()\n")
        assert codes(editor.said[uri]) == ["MLS317"]

    edit(story)


@pytest.mark.parametrize("resolves", [True, False], ids=["resolves", "wants the edit at once"])
def test_a_safe_fix(edit: Edit, resolves: bool) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open("load.py", UNSORTED)
        (found,) = [each for each in editor.said[uri] if each.code == "MLS207"]
        fix, *_ = await editor.actions(uri, found.range, "quickfix")
        assert fix.title.startswith("MLS207: ") and "can change" not in fix.title and fix.is_preferred
        assert (fix.edit is None) == resolves
        after = editor.applied(await editor.resolved(fix) if resolves else fix.edit)
        assert after == {uri: UNSORTED.replace('os.listdir("parts")', 'sorted(os.listdir("parts"))')}
        await editor.type(uri, after[uri])
        assert "MLS207" not in codes(editor.said[uri])

    edit(story, resolves=resolves)


def test_a_fix_that_can_change_results_says_so(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open("train.py", LEAK)
        (found,) = [each for each in editor.said[uri] if each.code == "MLS103"]
        fix = next(action for action in await editor.actions(uri, found.range) if action.title.startswith("MLS103: "))
        assert fix.title.endswith("(can change results)") and not fix.is_preferred
        text = editor.applied(await editor.resolved(fix))[uri]
        assert text.index("train_test_split(X, y") < text.index("fit_transform(")
        await editor.type(uri, text)
        assert "MLS103" not in codes(editor.said[uri])

    edit(story)


def test_all_safe_fixes_at_once(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        text = UNSORTED + UNSORTED.partition("frames = []")[2]
        uri = await editor.open("load.py", text)
        (action,) = await editor.actions(uri, EVERYTHING, "source.fixAll")
        assert editor.applied(await editor.resolved(action))[uri].count("sorted(") == 2
        assert await editor.actions(uri, EVERYTHING, "refactor") == []

    edit(story)


SUPPRESSED = {
    "the last line": ('frame = pd.read_csv(\n    "/home/me/a.csv",\n)\n', 2),
    "behind a comment": ('frame = pd.read_csv("/home/me/a.csv")  # mine\n', 0),
    "not in a text": ('frame = pd.read_csv("/home/me/a.csv", names="""\na b""".split())\n', 1),
    "no line end": ('frame = pd.read_csv("/home/me/a.csv")', 0),
}


@pytest.mark.parametrize(("code", "line"), SUPPRESSED.values(), ids=SUPPRESSED)
def test_a_finding_is_suppressed_with_a_reason(edit: Edit, code: str, line: int) -> None:
    async def story(editor: Editor) -> None:
        text = "import pandas as pd\nimport sklearn\n" + code
        uri = await editor.open("load.py", text)
        (found,) = [each for each in editor.said[uri] if each.code == "MLS301"]
        action = next(each for each in await editor.actions(uri, found.range) if "suppress" in each.title)
        after = editor.applied(action.edit)[uri]
        changed = [n for n, (a, b) in enumerate(zip(text.split("\n"), after.split("\n"), strict=True)) if a != b]
        assert changed == [line + 2] and "# mlsmells: ignore[machine-local-data-path] say why" in after
        await editor.type(uri, after)
        assert not {"MLS301", "MLS001"} & set(codes(editor.said[uri]))

    edit(story)


def test_the_page_of_a_rule(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open("train.py", LEAK + "a = '😀😀😀'  # noqa: MLS506, E501\n")
        page = await editor.hover(uri, 8, 8)
        assert page.startswith("### [MLS103 statistics-before-split](") and "```python\n" in page and "**Good**" in page
        assert (await editor.hover(uri, 12, 27)).startswith("### [MLS506 ")
        assert (await editor.hover(uri, 12, 31)).startswith("### [MLS001 ")  # which says that MLS506 is not needed
        assert await editor.hover(uri, 0, 0) == ""

    edit(story)


def test_settings_are_those_of_the_command_line(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        settings = editor.root / "mlsmells.yaml"
        settings.write_text("severity: {MLS103: error}\nexclude: [old/]\n", encoding="utf-8")
        uri = await editor.open("train.py", LEAK)
        (found,) = [each for each in editor.said[uri] if each.code == "MLS103"]
        assert found.severity == lsp.DiagnosticSeverity.Error
        assert editor.said[await editor.open("old/train.py", LEAK)] == []
        settings.write_text("ignore: [leakage]\n", encoding="utf-8")
        before = editor.count
        event = lsp.FileEvent(settings.as_uri(), lsp.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
        await editor.until(lambda: editor.count >= before + 2)
        assert "MLS103" not in codes(editor.said[uri])

    edit(story)


def test_a_wrong_setting_is_told_where_it_stands(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        settings = editor.root / "mlsmells.yaml"
        settings.write_text("seed: 1\nselct: [MLS]\n", encoding="utf-8")
        item = lsp.TextDocumentItem(editor.uri("a.py"), "python", 1, LEAK)
        editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await editor.until(lambda: bool(editor.said.get(settings.as_uri())))
        (found,) = editor.said[settings.as_uri()]
        assert found.range.start.line == 1 and "did you mean 'select'?" in found.message
        settings.write_text("seed: 1\n", encoding="utf-8")
        saved = lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(settings.as_uri()))
        editor.client.text_document_did_save(saved)
        await editor.until(lambda: editor.said[settings.as_uri()] == [] and bool(editor.said.get(item.uri)))

    edit(story)


def test_a_module_of_the_project_is_followed(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        module = editor.root / "features.py"
        module.write_text(
            "from sklearn.preprocessing import StandardScaler\n\n\n"
            "def scaled(X):\n    return StandardScaler().fit_transform(X)\n",
            encoding="utf-8",
        )
        text = "from features import scaled\n" + LEAK.replace("StandardScaler().fit_transform(X)", "scaled(X)")
        uri = await editor.open("train.py", text)
        assert "MLS103" in codes(editor.said[uri])

    edit(story)


def test_names_with_spaces_and_letters_of_all_kinds(edit: Edit) -> None:
    async def story(editor: Editor) -> None:
        uri = await editor.open("mein Ordner/größe 日本.py", LEAK)
        assert "MLS103" in codes(editor.said[uri])
        assert await editor.actions(uri, EVERYTHING)

    edit(story)
