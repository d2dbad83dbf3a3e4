"""What one walk over a module has found so far, and the table through which the floors below reach the interpreter.

Lives here: scopes and names, functions and classes of the file (``frames``), the heap (attributes of objects), the
events emitted so far, and the immutable context that each event is stamped with: branch, loops, calls, function. It is
entered with ``with run.within(run.context.in_loop(node)):``. ``snapshots`` copies what is known and joins it;
``libraries`` is what knowledge says of the imports; ``ports`` are the two things that a walk may ask beyond its file.
``use`` is one call of a known library function: what knowledge says of it, with its arguments bound.

A transfer function has to evaluate an argument or call a lambda, and the code that does so stands on a later floor: it
asks ``dispatch``, which the interpreter fills. The other way round, the interpreter announces what happens through
``hooks`` and does not know which observer listens.

Does not live here: any library. What only one observer reads belongs to that observer's notes
(``run.notes[ScoreNotes]``).

May import: ``syntax``, ``domain``.

Start reading: ``state``, then ``context``, ``dispatch``, ``hooks``.
"""
