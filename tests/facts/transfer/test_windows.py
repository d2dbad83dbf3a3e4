"""Windows that share rows with the next one."""

from __future__ import annotations

import pytest

from facts.seen import held

# name of the case: (what a pass of the loop takes, over which positions, whether it shares rows with the next)
WINDOWS: dict[str, tuple[str, str, bool]] = {
    "each begins one later": ("s[i:i + 5]", "range(90)", True),
    "each begins where the last ended": ("s[i:i + 5]", "range(0, 90, 5)", False),
    "each begins before the last ended": ("s[i:i + 5]", "range(0, 90, 4)", True),
    "counted back": ("s[i - 5:i]", "range(5, 90)", True),
    "a length by name": ("s[i:i + n]", "range(90)", True),
    "steps of a length by name": ("s[i:i + n]", "range(0, 90, n)", False),
    "another counter": ("s[j:j + 5]", "range(90)", False),
    "not a range": ("s[i:i + 5]", "starts", False),
    "of length one": ("s[i:i + 1]", "range(90)", False),
}


@pytest.mark.parametrize(("taken", "positions", "shared"), WINDOWS.values(), ids=WINDOWS)
def test_windows(taken: str, positions: str, shared: bool) -> None:
    loop = f"s = df['a']\np = []\nfor i in {positions}:\n    p.append({taken})\nx = np.array(p)"
    assert ("hints=windows" in held(loop)) is shared
    assert ("hints=windows" in held(f"s = df['a']\nx = np.array([{taken} for i in {positions}])")) is shared
