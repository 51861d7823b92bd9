"""All that depends on a language, as data."""
