"""Where the made-up records of the tests of the audit lie."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
