"""Programs that answer requests: what is run once per request, and what flows where in it."""
