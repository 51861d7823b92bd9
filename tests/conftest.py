"""Every run tries the same examples, however slow the machine; CAREO_WANDER=1 tries others."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("wander", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("wander" if os.environ.get("CAREO_WANDER") else "same")
