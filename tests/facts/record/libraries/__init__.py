"""The idioms of each library: a program begins with its HEAD, and each case says which codes it gets."""
