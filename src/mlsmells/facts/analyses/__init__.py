"""Questions over the events of a file that several rules ask, answered once.

Lives here: what counts as an evaluation, which rows are held out, what leaked, who chose by which score, which draws
nobody seeded, where a baseline is, how a finding's evidence is told. An analysis reads events and values; it never
walks a tree to find out what the interpreter could have said, and it marks nothing.

An analysis that one rule alone asks stands beside that rule, in ``rules/<family>/_name.py``.

May import: ``syntax``, ``domain``, ``state``, ``observers``, ``transfer``, ``interpreter``, ``record``, ``notebook``.

Start reading: ``evaluations`` and ``holdouts``, which most leakage rules begin with; ``leaks`` puts them together.
"""
