"""What shows that several rows belong to one person or thing."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.events import Entity
from mlsmells.sources import source_from_text

HEAD = """
import pandas as pd
df = pd.read_csv("a.csv")
"""


# name of the case: (program, how and by which column its rows are shown to belong together)
ENTITIES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "grouped": ("df.groupby('user_id').size()", [("groupby", "user_id")]),
    "grouped by several": ("df.groupby(['day', 'storeId'])['a'].sum()", [("groupby", "storeId")]),
    "counted": ("df['patient_id'].nunique()", [("nunique", "patient_id")]),
    "made unique": ("df.drop_duplicates(subset=['user_id'])", [("drop_duplicates", "user_id")]),
    "no entity": ("df.groupby('city').size()", []),
}


@pytest.mark.parametrize(("code", "expected"), ENTITIES.values(), ids=ENTITIES)
def test_entities(code: str, expected: list[tuple[str, str]]) -> None:
    facts = build(source_from_text(HEAD + code, "train.py"))
    assert [(e.how, e.column) for e in facts.of(Entity)] == expected
