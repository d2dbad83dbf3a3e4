"""What a project does well and what it does not: the state of each practice, and a page that shows it.

``states`` says for each practice of the map in force whether the project keeps it, with the place that proves it, or
breaks it, with the findings, or who vouches for it. ``html`` makes of a run and these states one page that needs
nothing but a browser, ``markdown`` a comment on a pull request, ``table`` rows for a terminal.

Start reading: ``judging``, then ``proofs``.
"""

from __future__ import annotations

from mlsmells.scorecard.comment import markdown
from mlsmells.scorecard.judging import PracticeState, State, states, totals
from mlsmells.scorecard.page import More, html
from mlsmells.scorecard.proofs import Proof, proofs

__all__ = ["More", "PracticeState", "Proof", "State", "html", "markdown", "proofs", "states", "totals"]
