"""From the labels of words to whole attributions."""
