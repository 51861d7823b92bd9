"""Inflected forms of a lexicon's words, written into its ``forms.json``."""
