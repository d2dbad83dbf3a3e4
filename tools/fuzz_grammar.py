"""Programs from Python's grammar, made by hypothesmith; every other one begins as a program that learns does."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

# Without a library that is known nothing is walked.
_BEGIN = "import pandas as pd, numpy as np, torch\nfrom sklearn.svm import SVC\nA = a = B = b = pd.read_csv('a.csv')\n"


def programs(number: int, seed: int) -> Iterator[str]:
    """So many programs, most of them short."""
    import hypothesmith
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    made: list[str] = []
    # In portions: one that finds nothing more to make ends early.
    for portion in range(0, number, 1000):
        left = min(1000, number - portion)

        @seeded(seed * 1_000_003 + portion)
        @settings(
            max_examples=left,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(hypothesmith.from_grammar())
        def collect(text: str) -> None:
            made.append(text)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            collect()
        yield from (_BEGIN * (at % 2) + text for at, text in enumerate(made[:left]))
        made.clear()
