"""Programs that are small and cost much, or are nested deeply: what stands beside is judged as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.engine.check import FileResult, check_source
from mlsmells.sources import source_from_text
from mlsmells.sources.shallow import shallow

BEGIN = """
import os
import pandas as pd
from pathlib import Path
from sklearn.linear_model import LogisticRegression
"""
END = """
data = pd.read_csv("a.csv")
model = LogisticRegression()
model.fit(data[["a"]], data["y"])
print(model.score(data[["a"]], data["y"]))
"""
SCORED_ON_TRAINING_DATA = "MLS504"

# Each line doubles what was there: forty of them are more than any machine holds.
GROWING = {
    "text": ("s = 'ab'", "s = s + s"),
    "text in place": ("s = 'ab'", "s += s"),
    "f-string": ("s = 'ab'", "s = f'{s}{s}'"),
    "format": ("s = 'ab'", "s = '{}{}'.format(s, s)"),
    "percent": ("s = 'ab'", "s = '%s%s' % (s, s)"),
    "join": ("s = 'ab'", "s = s.join([s, s, s])"),
    "replace": ("s = 'ab'", "s = s.replace('a', s)"),
    "text many times": ("s = 'ab'", "s = s * 1000"),
    "path": ("s = 'ab'", "s = os.path.join(s, s)"),
    "pathlib": ("s = Path('ab')", "s = s / s"),
    "list": ("a = [1, 2]", "a = a + a"),
    "list in place": ("a = [1, 2]", "a += a"),
    "extend": ("a = [1, 2]", "a.extend(a)"),
    "star": ("a = [1, 2]", "a = [*a, *a]"),
    "list many times": ("a = [1, 2]", "a = a * 1000"),
    "list in list": ("a = [1, 2]", "a = [a, a]"),
    "tuple": ("a = (1, 2)", "a = a + a"),
    "dict": ("a = {'x': 1}", "a = {'x': a, 'y': a}"),
    "dict in dict": ("a = {'x': 1}", "a = {**a, **a, 'y': a}"),
    "set": ("a = {1, 2}", "a = {*a, *a}"),
    "comprehension": ("a = [1, 2]", "a = a + [x for x in a for y in a]"),
    "columns": ("a = ['a', 'b']", "a = a + [c + '_x' for c in a]"),
    "concat": ("df = pd.read_csv('b.csv')", "df = pd.concat([df, df])"),
    "merge": ("df = pd.read_csv('b.csv')", "df = df.merge(df, on='a')"),
    "column": ("df = pd.read_csv('b.csv')", "df['a'] = df['a'] * df['a'] + df['b']"),
    "mask": ("m = data['a'] > 1", "m = m & m"),
    "square": ("n = 10", "n = n * n"),
    "power": ("n = 10", "n = n ** n"),
    "shift": ("n = 1", "n = n << 100000000"),
}  # fmt: skip

HUGE = {
    "decimal": "1" + "0" * 4000,
    "hexadecimal": "0x" + "f" * 6000,
    "infinite": "1e400",
    "no number": "(1e400 - 1e400)",
    "complex": "1e400j",
    "computed": "10**400",
}
USES = """
n = {0}
print(float(n), round({0}), n / 3, {0} * 1.5, n // 2.0, n ** 2.5, -n, n == 1.5, n < 1.5, min(n, {0}), abs(n), str({0}))
print(f"{{n:.2f}}", "%.2f" % n, sum([n, 1.5]), [0] * n, "a" * n, range(n), list(range({0}))[n:])
other = pd.read_csv("b.csv").sample(frac=n).head(n).shift(n).fillna(n)
other["c"] = n
LogisticRegression(C={0}, random_state=n).fit(other.iloc[:n], other["c"])
if n > 0.5:
    print({0})
"""

# Parsed by every Python, and too deep for a walk that calls itself for each level.
DEEP = {
    "attributes": "x = data" + ".a" * 900,
    "calls": "x = data" + ".head()" * 900,
    "subscripts": "x = data" + "['a']" * 900,
    "signs": "x = " + "-" * 900 + "1",
    "negations": "x = " + "not " * 900 + "1",
    "choices": "x = " + "".join(f"1 if a{i} else " for i in range(900)) + "0",
    "powers": "x = " + "**".join(["2"] * 500),
    "sums": "x = " + " + ".join(["y"] * 900),
    "branches": "if x == 0:\n    y = 0\n" + "".join(f"elif x == {i}:\n    y = {i}\n" for i in range(1, 900)),
}  # fmt: skip


def checked(body: str, tmp_path: Path) -> FileResult:
    config = load_config(tmp_path, explicit=None, isolated=True)
    return check_source(source_from_text(BEGIN + body + END, "train.py"), config)


@pytest.mark.parametrize(("begin", "again"), GROWING.values(), ids=GROWING.keys())
def test_what_is_folded_stays_small(begin: str, again: str, tmp_path: Path) -> None:
    result = checked("\n".join([begin, *[again] * 40]), tmp_path)
    assert not result.problems
    assert SCORED_ON_TRAINING_DATA in {finding.code for finding in result.findings}


@pytest.mark.parametrize("number", HUGE.values(), ids=HUGE.keys())
def test_huge_numbers(number: str, tmp_path: Path) -> None:
    result = checked(USES.format(number), tmp_path)
    assert all(problem.is_note for problem in result.problems), result.problems
    assert SCORED_ON_TRAINING_DATA in {finding.code for finding in result.findings}


@pytest.mark.parametrize("statement", DEEP.values(), ids=DEEP.keys())
def test_only_the_deep_statement_becomes_unknown(statement: str, tmp_path: Path) -> None:
    result = checked(statement, tmp_path)
    assert result.problems
    assert all(problem.is_note and "nested too deeply" in problem.message for problem in result.problems)
    assert SCORED_ON_TRAINING_DATA in {finding.code for finding in result.findings}


@pytest.mark.parametrize("statement", DEEP.values(), ids=DEEP.keys())
def test_in_an_imported_module(statement: str, tmp_path: Path) -> None:
    from mlsmells.engine.modules import modules_of

    (tmp_path / "helper.py").write_text(f"import pandas as pd\ndata = pd.DataFrame()\nx = 1\n{statement}\n")
    config = load_config(tmp_path, explicit=None, isolated=True)
    source = source_from_text(f"from helper import x\nprint(x)\n{BEGIN}{END}", "train.py")
    modules_of.cache_clear()
    result = check_source(source, config, modules=modules_of(tmp_path))
    assert not result.problems
    assert SCORED_ON_TRAINING_DATA in {finding.code for finding in result.findings}


@pytest.mark.parametrize("depth", [1, 300], ids=["at the top", "deep down"])
def test_what_is_too_deep_does_not_hang_on_who_asks(depth: int, tmp_path: Path) -> None:
    """The longest chain that is followed is the same for all."""

    def called(left: int) -> list[bool]:
        if left:
            return called(left - 1)
        return [bool(checked("x = data" + ".head()" * length, tmp_path).problems) for length in (300, 420, 480, 520)]

    assert called(depth) == called(1)


NETWORKS = {
    "itself": "self.net = self",
    "another of its kind": "self.net = Net()",
    "several returns": "self.net = self\n        self.a = self.b = self.net",
}


@pytest.mark.parametrize("holds", NETWORKS.values(), ids=NETWORKS)
def test_a_network_that_holds_itself(holds: str, tmp_path: Path) -> None:
    returns = "".join(f"        if x.mean() > {n}:\n            return self.net(x)\n" for n in range(9))
    network = f"""
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        {holds}
    def forward(self, x):
{returns}        return self.net(self.net(x))
net = Net()
loss = nn.CrossEntropyLoss()(net(x), y)
"""
    result = checked(network, tmp_path)
    assert not result.problems
    assert SCORED_ON_TRAINING_DATA in {finding.code for finding in result.findings}


def test_names_that_a_lost_block_binds_are_not_what_they_were() -> None:
    source = source_from_text("path = 'a'\nif a:\n    if b:\n        path = 'b'\n        def f(): x = 1\n", "a.py")
    rest = shallow(source, 2)
    assert rest is not None and rest.tree is not None and source.tree is not None
    block = rest.tree.body[1].body[0].body  # type: ignore[attr-defined]
    assert [statement.targets[0].id for statement in block] == ["f", "path"]
    assert [problem.line for problem in rest.problems] == [4]
    assert source.tree.body[1].body[0].body[0].value.value == "b"  # type: ignore[attr-defined]
    assert shallow(source, 20) is None
