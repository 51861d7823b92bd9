"""The doors: presentation only, no rule of the domain."""
