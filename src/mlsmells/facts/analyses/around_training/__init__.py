"""What programs do around the training of a network: clocks, checkpoints, exports, traced functions, means, logarithms.

Asked for through ``training``, which has all questions about networks.
"""
