"""Referents to actors."""
