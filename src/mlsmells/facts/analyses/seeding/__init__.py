"""What draws at random, what seeds it, and whether it matters."""
