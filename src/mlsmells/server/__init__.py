"""The language server: diagnostics, fixes, suppressions and pages of rules in an editor (extra ``lsp``).

What is checked and how it is said is the engine's; here places are translated. Only ``app`` and ``messages`` know the
protocol's types, which pygls brings.
"""
