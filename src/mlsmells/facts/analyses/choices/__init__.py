"""The best of several scores is kept: which of these choices were made on test rows."""

from __future__ import annotations

from mlsmells.facts.analyses.choices.best_epochs import best_epochs
from mlsmells.facts.analyses.choices.candidates import TestChoice, scoring_place
from mlsmells.facts.analyses.choices.loops import repeats
from mlsmells.facts.analyses.choices.on_test import choices_on_test
from mlsmells.facts.analyses.choices.on_validation import chosen_on_validation

__all__ = ["TestChoice", "best_epochs", "choices_on_test", "chosen_on_validation", "repeats", "scoring_place"]
