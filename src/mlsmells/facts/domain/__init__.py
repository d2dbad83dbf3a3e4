"""The words that the rest speaks: what a value, a row set, an object and an event is, and how they combine.

Lives here: records and the algebra on them, without any walk. ``values`` is the abstract value (kind, rows, columns,
effects, constant), immutable but for what ``growth`` writes; ``evidence`` is what it carries (effects, hints,
columns); ``kinds`` are the closed sets of words; ``limits`` says how large a folded fact may get; ``rows`` decides what
one row set has to do with another; ``lattice`` joins the values of two branches; ``objects`` are estimators and modules
with a life; ``events`` and ``table_events`` are what rules read; ``arguments`` are those of a call in four states; the
rest is what values hold: columns and where they come from, masks and conditions, folded strings, their elements.

Three promises the rest relies on: a join says what holds whichever branch ran, and marks with ``may`` what only one of
them did; ``None`` as a row set means "unknown", and nothing can be decided from it; an argument is reported only when
it is surely absent or surely bad.

``values``, ``evidence``, ``objects`` and three modules of ``events`` name each other in type hints: they are one
recursive record in six files. No other module of the floor stands in a circle.

To add an event: a record in ``events`` (its docstring lists the words its fields may hold), its line in
``record.dump``, the place in ``transfer`` or ``observers`` that emits it.

May import: ``syntax``.

Start reading: ``values``, then ``rows`` (the first paragraph explains paths), then ``events``. Pages with examples:
``docs/engine``.
"""
