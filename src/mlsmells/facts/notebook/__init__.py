"""Notebooks as kernels run them: cells, names, the state they leave, and the services that host them.

Lives here: a walk of its own over names only (which are bound when they are read, if the cells are run from top to
bottom), what a notebook's author meant (exercises, errors shown on purpose), what its shell lines install, what makes
it hard to trust, who runs it as if it were a program.

The values of a notebook's code come from the same interpreter as those of a module: its cells are one tree by then.

May import: ``syntax``, ``domain``, ``state``, ``observers``, ``transfer``, ``interpreter``, ``record``.

Start reading: ``kernel``, then ``state`` and ``binds``.
"""
