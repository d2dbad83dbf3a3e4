"""Every module that fills a table of handlers: importing this one makes the interpreter complete."""

from __future__ import annotations

from mlsmells.facts.interpreter import expressions, statements  # noqa: F401
from mlsmells.facts.transfer import (  # noqa: F401
    builtins_scalars,
    builtins_sequences,
    introspection,
    library_specials,
    told_tables,
    verb_columns,
    verb_concat,
    verb_io,
    verb_models,
    verb_random,
    verb_rows,
    verb_statistics,
)
