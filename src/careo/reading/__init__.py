"""Text layers to mentions, referents and attributions."""
