"""Relations: what the words of a claim assert, with who takes part in it."""
