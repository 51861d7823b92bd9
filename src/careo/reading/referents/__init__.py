"""Referents: whom several mentions of one document stand for."""
