"""Questions to the tree and to text, without any meaning: what stands where, what a file imports and defines.

It imports nothing of ``facts``; everything else of ``facts`` may import it. ``walk`` goes through a tree,
``definitions`` compares the functions of files and gives their ``outline``, ``imports`` reads import statements,
``files`` and ``settings_files`` read what lies beside the code. Begin with ``walk``.
"""
