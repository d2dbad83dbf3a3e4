"""Every module that fills a table of handlers: importing this one makes the interpreter complete."""

from __future__ import annotations

from mlsmells.facts import (  # noqa: F401
    builtins_scalars,
    builtins_sequences,
    expressions,
    library_calls,
    tables,
    verbs_columns,
    verbs_io,
    verbs_mix,
    verbs_models,
    verbs_random,
    verbs_rows,
    verbs_stats,
)
