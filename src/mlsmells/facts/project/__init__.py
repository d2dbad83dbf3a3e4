"""Many files: what git, DVC, requirement files and the summaries of the files say together.

It may import everything of ``facts``; nothing of ``facts`` imports it. ``model`` holds ``Project``, which project rules
read; ``project_files`` says what its files are, ``imports`` who imports whom, ``git`` and ``data_versions`` which data
has a version, ``dependencies`` and ``pins`` what is installed, ``stages`` and ``commands`` how programs are started,
``clones`` what was copied, ``seeded_imports`` what an import seeds. Begin with ``model``.
"""
