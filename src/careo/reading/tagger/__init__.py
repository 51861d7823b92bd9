"""Text layers to labelled words, by one token model for English and Spanish."""
