"""What watches the walk and draws conclusions that Python itself does not: about scores, order, time, lost changes.

An observer is a module: functions that are told of something, and a record of notes (``run.notes[ScoreNotes]``) if it
has to remember. The interpreter tells it through the hooks of ``state.hooks`` (``interpreter/tables.py`` lists who
listens to what); transfer functions call it by name. It leaves events (``run.emit``), says more of earlier ones
(``run.amend``), or gives effects for the values that come out.

Start with ``nan_comparisons`` (one hook, one event), then ``scores`` (effects that flow, notes, amended events).

May import: ``syntax``, ``domain``, ``state``, and the packages above ``facts``.
"""
