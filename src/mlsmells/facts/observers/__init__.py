"""What watches the walk and keeps its own notes: ideas that are about a program's course, not about one call.

Lives here: an idea a module. Scores and what is chosen by them, order that nothing fixes, time, entities, changes of a
frame that are lost, statistics computed by hand, seeds, random augmentation, training loops written by hand,
comparisons with a missing value.

An observer is called where the walk passes (a statement, a comparison, a call), looks at values, and marks them with
effects and hints or emits events. It changes nothing that a program would see: without it, all other findings stay.

May import: ``syntax``, ``domain``, ``state``.

Start reading: ``nan_comparisons``, the smallest; then ``order`` (an effect that travels) or ``scores`` (notes that
are kept).
"""
