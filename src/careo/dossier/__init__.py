"""All of it to something to hand over."""
