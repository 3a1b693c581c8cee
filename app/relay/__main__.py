"""`python -m app.relay`, the same as `tongxing-relay`."""

import sys

from app.relay.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
