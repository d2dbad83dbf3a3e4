"""What a value must be though nobody says so: told by what the file does with it.

Start reading: ``presumed``, the parameters of functions that nobody calls.
"""
