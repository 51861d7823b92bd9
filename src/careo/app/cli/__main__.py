"""``python -m careo.app.cli``: the command without its script."""

import sys

from careo.app.cli.start import run

sys.exit(run())
