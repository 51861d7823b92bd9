"""Mentions: names, roles and descriptions in the text."""
