"""Attributions to claims."""
