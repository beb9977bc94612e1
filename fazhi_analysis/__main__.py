"""``python -m fazhi_analysis``: the same as the command ``fazhi``."""

import sys

from fazhi_analysis.cli import main

sys.exit(main())
