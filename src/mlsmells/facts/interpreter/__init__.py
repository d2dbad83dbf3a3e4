"""The walk itself: statements, expressions, calls, functions, loops, in program order. It knows no library.

Lives here: the abstract interpreter, one small function for each kind of node, found through tables. Both arms of a
condition that is not decided are run and joined; a loop over known elements is run once for each, any other twice;
functions of the file are run with the values of each caller; what nobody calls is run at the end. Other modules of the
project are followed to their definitions, and a known command line is put in, when someone asks for that.

What happens is announced (``state.hooks``); ``tables`` says who observes what.

Does not live here: what a call does to rows (``transfer``), what an idea watches for (``observers``). If this floor
names pandas or torch, something is in the wrong place.

May import: ``syntax``, ``domain``, ``state``, ``observers``, ``transfer``.

Start reading: ``statements``, then ``branches``, ``loops``, ``expressions``, ``calls``, ``functions``: in
this order it reads in one sitting.
"""
