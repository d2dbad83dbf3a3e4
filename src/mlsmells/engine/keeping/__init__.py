"""How results of earlier runs lie on a disk or elsewhere."""
