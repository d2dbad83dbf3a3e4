"""Programs rewritten so that they do the same: what is found in them must stay the same."""
