"""Fixes proven by running: a program before and after, each in a process of its own.

It runs the user's code, so nothing but ``mlsmells prove`` and the project's own ``make prove`` may import it.
"""
