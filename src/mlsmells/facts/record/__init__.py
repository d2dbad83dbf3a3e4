"""What rules get: the facts of one file.

Lives here: ``Facts`` (events by type, the values of the module's names, its objects and functions, its role) and
``build``, which makes them; ``dump`` and ``describe`` put them into words, which is what ``mlsmells facts`` prints;
``places`` decides whether an event is reported where it stands or at the call that led there; ``role`` tells a test
from a script; ``versions`` reads which version of a library the project asks for.

Does not live here: questions that need several events: those are ``analyses``.

May import: ``syntax``, ``domain``, ``state``, ``observers``, ``transfer``, ``interpreter``.

Start reading: ``facts``: ``build`` shows the whole way from a source to its facts on one page.
"""
