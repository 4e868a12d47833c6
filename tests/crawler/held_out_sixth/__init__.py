"""A sixth set of held-out portals."""
