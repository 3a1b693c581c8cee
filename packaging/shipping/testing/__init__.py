"""The built packages, installed and tried as their users do: ``python3 dev.py package --test [TARGET...]``.

Each target has a module here with ``run(context, findings)``. What it tried stands in test-report.json beside the
packages, and in a table of docs/releasing.md. What could not be tried here is told as such and never reads as passed.
"""

from collections.abc import Sequence

from shipping.context import Context


def test(context: Context, targets: Sequence[str]) -> int:
    """Try these packages; 0 if everything was tried and held, 3 if all that was tried held, 1 if something did not."""
    from shipping.testing.tester import try_all

    return try_all(context, targets)
