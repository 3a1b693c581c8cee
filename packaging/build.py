"""Builds what people install: ``python3 dev.py package [TARGET...]``, which fetches the tools and then calls this.

python packaging/build.py windows deb      only these; without names, all of them
--out FOLDER       where the packages go (dist)
--cache FOLDER     where inputs and finished steps are kept (~/.cache/tongxing-build)
--release-key FILE the public key by which installed programs check updates; without it, the development key
--signing-key FILE its private half, which signs the list of what was built; asks for the passphrase
--earlier SYSTEM=FOLDER  an installed tree (linux or windows) of a release before, to which updates are small; repeat it
--twice            build again with nothing but the compiler's steps kept, and compare every byte
--test             afterwards, install and try every package as its users do
--fast             a dummy payload: installers in seconds, for tests of the installers themselves
--no-baseline      do not also weigh the same packages without our own code
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT)]

from shipping import comparing, inputs  # noqa: E402  # after the path is set
from shipping.context import CACHE, Context, system_and_tree, version_of  # noqa: E402  # after the path is set
from shipping.figures import FIGURES, figure_size  # noqa: E402  # after the path is set
from shipping.problems import Stop  # noqa: E402  # after the path is set

#: Each target and the module whose ``build(context)`` makes it and gives the finished files or folders.
TARGETS = {
    "windows": "shipping.windows",
    "deb": "shipping.deb",
    "run": "shipping.run",
    "portable": "shipping.portable",
    "wheel": "shipping.wheel",
    "relay-deb": "shipping.relay.debian",
    "relay-wheel": "shipping.relay.wheel",
}
Made = dict[str, list[Path]]
Build = Callable[[Context], list[Path]]


def builder(target: str) -> Build:
    """The function that makes a target."""
    return cast("Build", importlib.import_module(TARGETS[target]).build)


def has_baseline(target: str) -> bool:
    """Does the target make sense without our own code? (A wheel that holds nothing else does not.)"""
    return bool(getattr(importlib.import_module(TARGETS[target]), "BASELINE", True))


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command line; the docstring above is its help."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of: {' '.join(TARGETS)}")
    parser.add_argument("--out", type=Path, default=Path("dist"))
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--release-key", type=Path)
    parser.add_argument("--signing-key", type=Path)
    parser.add_argument("--earlier", action="append", type=system_and_tree, default=[], metavar="SYSTEM=FOLDER")
    for switch in ("twice", "test", "fast", "no-baseline"):
        parser.add_argument(f"--{switch}", action="store_true")
    options = parser.parse_args(words)
    options.targets = options.targets or list(TARGETS)
    unknown = sorted(set(options.targets) - set(TARGETS))
    if unknown:
        parser.error(f"unknown target {' '.join(unknown)}; known are: {' '.join(TARGETS)}")
    return options


def build(context: Context, targets: Sequence[str], *, baseline: bool) -> Made:
    """Make the targets, and print how large each is, beside the same without our own code."""
    context.out.mkdir(parents=True, exist_ok=True)
    made: Made = {}
    for target in targets:
        made[target] = builder(target)(context)
        for path in made[target]:
            print(f"built {path}", flush=True)
        figure_size(f"{target}-size", made[target][0])
        if baseline and has_baseline(target):
            bare = context.baseline()
            bare.out.mkdir(parents=True, exist_ok=True)
            figure_size(f"{target}-size-without-our-code", builder(target)(bare)[0])
    return made


def sign(context: Context, file: Path | None, earlier: Sequence[tuple[str, Path]]) -> Callable[[Made], None]:
    """What follows a build: the signed list of it, and what an update of our code weighs. The key is asked for now."""
    if context.fast:  # trials of the installers themselves need neither
        return lambda _made: None
    from shipping import signed_list, weighing

    key = signed_list.read_key(context, file)

    def follow(made: Made) -> None:
        signed_list.make(context, made, key, earlier)
        if any(target in made for targets, _ in signed_list.SYSTEMS.values() for target in targets):
            weighing.tell(context)

    return follow


def main(words: Sequence[str]) -> int:
    """One build, from the command line to the exit code."""
    options = parse(words)
    context = Context(
        version=version_of(ROOT),
        epoch=inputs.epoch_of(ROOT),
        out=options.out.resolve(),
        cache=options.cache.resolve(),
        fast=options.fast,
        release_key=options.release_key and options.release_key.resolve(),
    )
    try:
        follow = sign(context, options.signing_key, options.earlier)
        made = build(context, options.targets, baseline=not (options.no_baseline or options.fast))
        follow(made)
        FIGURES.write(context.out / "figures.json")
        if options.twice:
            second = context.made_again("again")
            comparing.clear(context.cache / second.again)
            comparing.compare(made, lambda: build(second, options.targets, baseline=False))
        if options.test:
            return cast("int", importlib.import_module("shipping.testing").test(context, options.targets))
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
