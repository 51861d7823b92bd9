"""Relations read off the order of words, for a language whose parse is not trusted."""
