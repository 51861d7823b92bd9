"""``python -m careo.app.cli``: the command without its script."""

import sys

from careo.app.cli.main import run

sys.exit(run())
