"""The conductor: the only room where stations meet the store."""
