"""
Builds every distribution into ``dist/``, twice and in different folders: both wheels must be equal,
byte for byte. Each wheel carries its licence and its bill of materials.
"""

from __future__ import annotations

import shutil
import sys

from scripts.supply.building import built
from scripts.supply.sbom import ROOT, distributions, sbom

__all__ = ["main"]


def main() -> int:
    """
    Build; 1 if a wheel differs between two builds or lacks its licence.
    """
    target = ROOT / "dist"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    every = distributions()
    failed = [one for folder in every if (one := built(folder, "wheel", target, sbom(folder)))]
    for failure in failed:
        print(failure, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
