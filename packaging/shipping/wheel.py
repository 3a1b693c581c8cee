"""The wheel: our code and resources for somebody who has a Python and fetches the libraries by pip."""

import sys
from pathlib import Path

from shipping import tools
from shipping.context import Context

#: Without our own code nothing would be left to weigh.
BASELINE = False


def build(context: Context) -> list[Path]:
    """Let hatchling pack the checkout; it writes the same bytes for the same files and date."""
    name = f"tongxing-{context.version}-py3-none-any.whl"
    (context.out / name).unlink(missing_ok=True)
    tools.run(
        sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", context.out,
        cwd=context.root, environment=context.environment,
    )  # fmt: skip
    return [context.out / name]
