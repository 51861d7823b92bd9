"""Training of the reader's model: never needed to run careo."""
