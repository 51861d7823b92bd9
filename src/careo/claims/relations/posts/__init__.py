"""Ranks, posts in a force and its units: what stands beside a name, by the order of words."""
