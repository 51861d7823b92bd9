"""Claims and actors to views."""
