"""The verbs of knowledge, and the functions that carry them out."""

from __future__ import annotations

import re
from pathlib import Path

from mlsmells import knowledge
from mlsmells.facts.interpreter import tables  # noqa: F401  (fills the tables)
from mlsmells.facts.transfer.estimators import _METHODS as OF_MODELS
from mlsmells.facts.transfer.registry import TOLD, VERBS

DATA = "".join(path.read_text(encoding="utf-8") for path in (Path(knowledge.__file__).parent / "data").glob("*.yaml"))


def test_every_verb_of_knowledge_is_carried_out() -> None:
    used = re.findall(r"\bdoes: ([a-z-]+)", DATA)
    assert len(used) > 2000
    assert set(used) <= VERBS.keys() | OF_MODELS.keys()


def test_what_knowledge_tells_of_tables_is_recorded() -> None:
    assert set(re.findall(r"\btells: ([a-z-]+)", DATA)) == TOLD.keys()
