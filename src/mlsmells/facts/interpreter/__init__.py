"""The walk itself: an abstract interpreter of Python that knows no library.

Every node type has a small function, found by a table. ``expressions`` and ``calls`` give abstract values,
``statements``, ``branches`` and ``loops`` go from one state to the next: alternatives start from one snapshot and their
ends are joined, a loop is run twice so that its second pass sees what the first has left. ``functions``, ``parameters``
and ``instances`` run the file's own code with the caller's values, ``modules`` follows names into other modules of the
project, ``walk`` runs at last what nobody calls. What happens is announced (``state.hooks``); what a library call does
is a transfer function's business. ``environment`` (with ``command_line`` and ``program_parameters``) knows how a
program is run, where that is asked for.

Start with ``statements`` and ``branches``; ``tables`` says who observes what.

May import: ``syntax``, ``domain``, ``state``, ``observers``, ``transfer``, and the packages above ``facts``.
"""
