"""The records: what a value, a row set, an event is, and their algebra.

Nothing here runs a program or knows a library. It may import ``syntax`` and ``mlsmells.knowledge``; everything else of
``facts`` may import it.

- ``values``: what is known of a value, immutable; ``evidence``: the effects, hints and columns it carries;
  ``growth``: the few things that are found out about a value later; ``kinds``: the closed sets of words.
- ``rows``: which rows of which source a value holds, and what can be said of two such sets; ``conditions``,
  ``masks``, ``splitters``: how rows are chosen.
- ``lattice``: what is known after two branches; ``limits``: how large a folded fact may get.
- ``objects``: estimators and instances; ``events`` and ``table_events``: what happens, in order.
- ``columns``, ``column_lineage``, ``elements``, ``strings``, ``arguments``: parts of values, and what they come from.

Begin with ``Value`` in ``values``, then the first page of ``rows``. ``values``, ``evidence``, ``objects`` and two
modules of ``events`` name each other in type hints: they are one recursive record in five files.
"""
