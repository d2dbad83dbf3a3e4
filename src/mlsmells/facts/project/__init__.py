"""Many files together: what git, DVC, requirement files and the summaries of all files say.

Lives here: the model of a project (who imports whom, who reads and writes which file, which data files have a version),
its dependencies and pins, the stages of its pipelines and the commands they run, functions that stand in two files.

A project never holds the facts of its files, only their summaries: plain records that are kept in the cache.

May import: ``syntax``, ``domain``, ``state``, ``observers``, ``transfer``, ``interpreter``, ``record``, ``notebook``,
``analyses``.

Start reading: ``model`` and ``project_files``, then ``imports`` and ``data_versions``.
"""
