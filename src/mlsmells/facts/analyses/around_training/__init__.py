"""What programs do around the training of a network: clocks, checkpoints, exports, traced functions, means, logarithms.

Asked for through ``training``, which has all questions about networks.
"""

# First, whoever is asked for: ``training`` gives these names on, and they ask it for loops and loaders.
import mlsmells.facts.analyses.training  # noqa: F401
