"""What watches the walk and keeps its own notes: ideas that are about a program's course, not about one call.

Lives here: an idea a module. Scores and what is chosen by them, order that nothing fixes, time, entities, changes of a
frame that are lost, statistics computed by hand, seeds, random augmentation, training loops written by hand,
comparisons with a missing value.

An observer is told where the walk passes: by the interpreter through a hook (``interpreter/tables.py`` lists who
listens to what), by a transfer function by name. It looks at values, and marks them with effects and hints, emits
events or says more of earlier ones. What it has to remember stands in a record of its own: ``run.notes[OrderNotes]``.
It changes nothing that a program would see: without it, all other findings stay.

May import: ``syntax``, ``domain``, ``state``.

Start reading: ``nan_comparisons``, the smallest; then ``order`` (an effect that travels) or ``scores`` (notes that
are kept).
"""
