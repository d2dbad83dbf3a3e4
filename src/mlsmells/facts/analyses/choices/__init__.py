"""The best of several scores is kept: which choices were made on test rows, by what is known of the rows or said of them."""

from __future__ import annotations

from mlsmells.facts.analyses.choices.candidates import TestChoice, choices_on_test, repeats, scoring_place

__all__ = ["TestChoice", "choices_on_test", "repeats", "scoring_place"]
