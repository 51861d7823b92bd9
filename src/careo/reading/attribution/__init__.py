"""Attributions: who says something, with which words, and where it begins and ends."""
