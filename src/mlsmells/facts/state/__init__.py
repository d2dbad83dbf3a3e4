"""What one walk over a module has found so far, and the table through which the floors below reach the interpreter.

Lives here: scopes and names, the heap (attributes of objects), functions and classes of the file, the events emitted so
far, and the context that each event is stamped with: branch, loops, calls, function. ``use`` is one call of a known
library function: what knowledge says of it, with its arguments bound.

A transfer function has to evaluate an argument or call a lambda, and the code that does so stands on a later floor: it
asks ``dispatch``, which the interpreter fills.

Does not live here: any library. A field that only one observer reads belongs to that observer's notes.

May import: ``syntax``, ``domain``.

Start reading: ``state``, then ``dispatch``.
"""
