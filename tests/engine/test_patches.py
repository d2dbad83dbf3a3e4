"""Which lines a diff adds."""

from __future__ import annotations

import pytest

from mlsmells.engine.patches import NoDiff, added_lines

GIT = """\
diff --git a/a.py b/a.py
index 1..2 100644
--- a/a.py
+++ b/a.py
@@ -1,0 +2,2 @@ def f():
+x = 1
++++ b/not_a_header.py
@@ -9 +11 @@
-old
+new
\\ No newline at end of file
diff --git a/gone.py b/gone.py
--- a/gone.py
+++ /dev/null
@@ -1,2 +0,0 @@
-a
--- b
"""
CASES = {
    "nothing": ("", {}),
    "a diff of git": (GIT, {"b/a.py": {2, 3, 11}}),
    "context lines": (
        "--- a.py\t2024-01-01\n+++ a.py\t2024-01-02\n@@ -1,3 +1,4 @@\n one\n+two\n three\n-four\n+five\n",
        {"a.py": {2, 4}},
    ),
    "carriage returns": ("--- a.py\r\n+++ a.py\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n", {"a.py": {1}}),
    "a quoted name": (
        '--- /dev/null\n+++ "b/na\\303\\257\\"\\\\\\tve\\n.py"\n@@ -0,0 +1 @@\n+x\n',
        {'b/naï"\\\tve\n.py': {1}},
    ),
    "a name with spaces": ("--- a/a b.py\n+++ b/a b.py\n@@ -0,0 +1 @@\n+x\n", {"b/a b.py": {1}}),
    "only a mode": ("diff --git a/a b/a\nold mode 100644\nnew mode 100755\n", {}),
    "a mail around it": (
        "Subject: x\n\n---\n a.py | 1 +\n\n--- a/a.py\n+++ b/a.py\n@@ -0,0 +1 @@\n+x\n-- \n2.39\n",
        {"b/a.py": {1}},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_added_lines(text: str, expected: dict[str, set[int]]) -> None:
    assert added_lines(text) == expected


WRONG = {
    "a program": ("import os\nprint(1)\n", "no unified diff"),
    "a merge": ("diff --cc a.py\n--- a/a.py\n+++ b/a.py\n@@@ -1,1 -1,1 +1,1 @@@\n++x\n", "combined"),
    "a torn one": ("--- a\n+++ b\n@@ -1,3 +1,3 @@\n-a", "ends within"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_is_no_diff(text: str, said: str) -> None:
    with pytest.raises(NoDiff, match=said):
        added_lines(text)
