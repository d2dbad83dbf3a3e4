"""What only running can tell: a program before and after its fixes, or twice, each in a process of its own.

It runs the user's code, so nothing but ``mlsmells prove``, ``mlsmells verify`` and the project's own ``make prove`` may
import it.
"""
