"""Benchmarks, run by hand: ``python -m tests.bench NAME [--data FOLDER]``; each prints quality and speed beside a floor."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("[a-z]*.py"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--data", type=Path, default=Path("../shared/bench"), help="folder with the labelled data")
    parser.add_argument("--works", type=int, default=0, help="search: only the speed, at so many works")
    options = parser.parse_args()
    import_module(f"tests.bench.{options.name}").main(*filter(None, (options.data, options.works)))


if __name__ == "__main__":
    main()
