"""What a call, an operator or a subscript does to values: one transfer function for each.

Lives here: the verbs of knowledge. A YAML file says ``numpy.log: {does: equiv}``; ``registry`` looks the verb up and
the ``verb_*`` module that fills it makes the outcome: same rows, same columns, an effect, an event. Beside the verbs:
what Python itself does (operators, subscripts and slices, attributes, containers, built-in functions, assignment), and
what models do (construction, fitting, splits and folds).

To teach the tool a function of a library, add a line to ``knowledge/data/<library>.yaml``: nothing here changes unless
no verb fits. A new verb is one function that takes a ``Use`` and returns a value, entered in ``registry.VERBS``. What
no verb can say (a handful of calls) stands in ``library_specials``.

Where nothing is known, the outcome is an unknown value, and rules stay silent: see ``unknown``.

May import: ``syntax``, ``domain``, ``state``, ``observers``.

Start reading: ``registry``, then ``verbs.rows`` (the simplest verbs), ``splits`` and ``fit``.
"""
