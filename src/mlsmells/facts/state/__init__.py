"""The state of a walk, and the doors through which the floors below reach the interpreter.

Start with ``state.Run``: it holds where the walk is (``context.Context``, immutable, entered with ``run.within``),
what is known (the names of ``frames.Frame`` and the heap; ``snapshots`` copies and joins them), what has happened
(``run.emit``, ``run.amend``) and what observers remember (``notes``). ``libraries`` says what knowledge knows of
the imports. ``ports`` are the two things that a walk may ask beyond its file.

``dispatch`` and ``hooks`` turn the floors around: transfer functions evaluate expressions and call functions through
the tables of ``dispatch``, and the interpreter announces what happens through ``hooks`` without knowing who listens.

May import: ``syntax``, ``domain``, and the packages above ``facts``.
"""
