"""The words: value types that every room speaks."""
