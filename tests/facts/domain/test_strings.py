"""Text and paths that are put together from constants; what is not known leaves a hole."""

from __future__ import annotations

import pytest

from facts.seen import held
from mlsmells.facts.domain.strings import fold_parts, path_text, whole
from mlsmells.facts.domain.values import Value

# name of the case: (expression, the text it is folded to; "" when nothing is known)
TEXTS = {
    "put together": ("'a' + '/' + 'b.csv'", "a/b.csv"),
    "filled in": ("f'{base}/{n}.csv'", "data/3.csv"),
    "an unknown part": ("f'{base}/{name}.csv'", "data/{}.csv"),
    "nothing known": ("name + other", ""),
    "a template": ("'%s/a-%03d.csv' % (base, n)", "{}/a-{}.csv"),
    "format": ("'{}/a.csv'.format(base)", "data/a.csv"),
    "format with an unknown": ("'{}/{}.csv'.format(base, name)", "data/{}.csv"),
    "joined": ("os.path.join(base, 'raw', 'a.csv')", "data/raw/a.csv"),
    "joined to an absolute path": ("os.path.join(base, '/tmp', 'a.csv')", "/tmp/a.csv"),
    "joined to an unknown folder": ("os.path.join(name, 'a.csv')", "{}/a.csv"),
    "path by division": ("Path(base) / 'raw' / 'a.csv'", "data/raw/a.csv"),
    "path by its method": ("Path(base).joinpath('a.csv')", "data/a.csv"),
    "a slash at the end": ("Path('data/') / 'a.csv'", "data/a.csv"),
    "truth is no text": ("f'{flag}'", ""),
}
HEAD = "import os\nfrom pathlib import Path\nimport pandas\nbase, n, flag = 'data', 3, True\n"


@pytest.mark.parametrize(("code", "expected"), TEXTS.values(), ids=TEXTS)
def test_folding(code: str, expected: str) -> None:
    assert repr(expected) in held(f"x = {code}", head=HEAD) if expected else "'" not in held(f"x = {code}", head=HEAD)


def test_a_path_is_known_to_its_last_character_or_not() -> None:
    assert whole("data/a.csv") == "data/a.csv"
    assert whole("data/{}.csv") is None
    assert whole(None) is None


def test_what_comes_from_the_command_line_stays_so() -> None:
    parts = [Value(const="data", kind="text"), Value(config=True)]
    assert fold_parts(parts, "/").config
    assert path_text(fold_parts(parts, "/")) == "data/{}"
    assert path_text(None) is None
