"""Imports go to one place, once, and only when the name is not there yet."""

from __future__ import annotations

import pytest

from mlsmells.core import AddImport, InsertBefore, ReplaceExpression, Span

from .toys import mend

OS = AddImport("os")
PATH = AddImport("pathlib", "Path")
NP = AddImport("numpy", alias="np")

ADDED = {
    "no imports": (OS, "f(a)\n", "import os\n\nf(NEW)\n"),
    "blank line is there": (OS, "\nf(a)\n", "import os\n\nf(NEW)\n"),
    "from": (PATH, "import re\nf(a)\n", "import re\nfrom pathlib import Path\nf(NEW)\n"),
    "alias": (NP, "import re\nf(a)\n", "import re\nimport numpy as np\nf(NEW)\n"),
    "docstring": (OS, '"""Doc."""\nf(a)\n', '"""Doc."""\n\nimport os\n\nf(NEW)\n'),
    "docstring and blank line": (OS, '"""Doc."""\n\nf(a)\n', '"""Doc."""\n\nimport os\n\nf(NEW)\n'),
    "future": (
        OS,
        "from __future__ import annotations\nf(a)\n",
        "from __future__ import annotations\nimport os\nf(NEW)\n",
    ),
    "after all imports": (
        OS,
        "import re\ntry:\n    import x\nexcept ImportError:\n    x = None\nf(a)\n",
        "import re\ntry:\n    import x\nexcept ImportError:\n    x = None\nimport os\nf(NEW)\n",
    ),
    "import over several lines": (
        OS,
        "from re import (\n  x,\n)\nf(a)\n",
        "from re import (\n  x,\n)\nimport os\nf(NEW)\n",
    ),
    "shebang and coding": (
        OS,
        "#!/usr/bin/env python\n# coding: utf-8\n# about f\nf(a)\n",
        "#!/usr/bin/env python\n# coding: utf-8\nimport os\n\n# about f\nf(NEW)\n",
    ),
    "licence": (OS, "# (c) me\n# MIT\n\nf(a)\n", "# (c) me\n# MIT\n\nimport os\n\nf(NEW)\n"),
    "semicolons": (OS, "import re; x = [\n1]\nf(a)\n", "import re; x = [\n1]\nimport os\nf(NEW)\n"),
    "CRLF": (OS, "import re\r\nf(a)\r\n", "import re\r\nimport os\r\nf(NEW)\r\n"),
    "no line below the imports": (OS, "import re; f(a)", "import os\nimport re; f(NEW)"),
    "use among the imports": (
        OS,
        '"""Doc."""\n\nimport re\nf(a)\nimport x\n',
        '"""Doc."""\n\nimport re\nimport os\nf(NEW)\nimport x\n',
    ),
    "there, but later": (OS, "import re\nf(a)\nimport os\n", "import re\nimport os\nf(NEW)\nimport os\n"),
    "there, but for types only": (
        OS,
        "if TYPE_CHECKING:\n    import os\nf(a)\n",
        "if TYPE_CHECKING:\n    import os\nimport os\nf(NEW)\n",
    ),
    "another name of the module": (
        PATH,
        "from pathlib import PurePath\nf(a)\n",
        "from pathlib import PurePath\nfrom pathlib import Path\nf(NEW)\n",
    ),
    "same module under another name": (
        NP,
        "import numpy\nf(a)\n",
        "import numpy\nimport numpy as np\nf(NEW)\n",
    ),
    "submodule of an imported package": (
        AddImport("os.path"),
        "import os\nf(a)\n",
        "import os\nimport os.path\nf(NEW)\n",
    ),
}


@pytest.mark.parametrize(("intent", "before", "after"), ADDED.values(), ids=ADDED)
def test_added(intent: AddImport, before: str, after: str) -> None:
    result = mend(before, lambda at: (ReplaceExpression(at("a"), "NEW"), intent))
    assert (result.text, result.skipped) == (after, ())


PRESENT = {
    "same": (OS, "import os\nf(a)\n"),
    "among others": (OS, "import re, os, sys\nf(a)\n"),
    "submodule brings the package": (OS, "import os.path\nf(a)\n"),
    "from": (PATH, "from pathlib import PurePath, Path\nf(a)\n"),
    "alias": (NP, "import numpy as np\nf(a)\n"),
    "module imported from its package": (AddImport("a.b", alias="c"), "from a import b as c\nf(a)\n"),
    "try": (OS, "try:\n    import os\nexcept ImportError:\n    os = None\nf(a)\n"),
    "below the function that uses it": (OS, "def g():\n    f(a)\nimport os\n"),
    "inside the function": (OS, "def g():\n    import os\n    f(a)\n"),
}


@pytest.mark.parametrize(("intent", "before"), PRESENT.values(), ids=PRESENT)
def test_present(intent: AddImport, before: str) -> None:
    result = mend(before, lambda at: (ReplaceExpression(at("f(a)"), "NEW"), intent))
    assert result.text == before.replace("f(a)", "NEW")


TAKEN = {
    "variable": (OS, "os = 1\nf(a)\n"),
    "function": (OS, "def os(): pass\nf(a)\n"),
    "another import": (AddImport("random"), "from random import random\nf(a)\n"),
    "loop variable": (NP, "for np in x: pass\nf(a)\n"),
    "parameter": (OS, "def g(os):\n    f(a)\n"),
    "local variable": (OS, "def g():\n    f(a)\n    os = 1\n"),
    "comprehension": (OS, "[f(a) for os in x]\n"),
}


@pytest.mark.parametrize(("intent", "before"), TAKEN.values(), ids=TAKEN)
def test_a_taken_name_refuses_the_fix(intent: AddImport, before: str) -> None:
    result = mend(before, lambda at: (ReplaceExpression(at("f(a)"), "NEW"), intent))
    assert result.text is None
    assert [why for _, why in result.skipped] == [f"the name {intent.alias or intent.name or intent.module} is taken"]


def test_several_imports_are_sorted_and_each_is_added_once() -> None:
    result = mend("f(a)\n", lambda at: (ReplaceExpression(at("a"), "NEW"), PATH, OS, NP, OS))
    assert result.text == "import numpy as np\nimport os\nfrom pathlib import Path\n\nf(NEW)\n"


def test_an_import_counts_only_if_it_is_above_what_is_inserted() -> None:
    before = "import re\na()\nimport random\nf(b)\n"
    result = mend(
        before,
        lambda at: (
            ReplaceExpression(at("b"), "NEW"),
            InsertBefore(at("a()"), "random.seed(1)"),
            AddImport("random"),
        ),
    )
    assert result.text == "import re\nimport random\nrandom.seed(1)\na()\nimport random\nf(NEW)\n"


def test_a_block_for_the_whole_file_finds_the_imports_above_it() -> None:
    before = "import random\nimport re\nf(a)\n"
    block = InsertBefore(Span(1, 0, 1, 0), "random.seed(1)\nos.seed()")
    result = mend(before, lambda at: (block, AddImport("random"), OS))
    assert result.text == "import random\nimport re\nimport os\nrandom.seed(1)\nos.seed()\nf(a)\n"
