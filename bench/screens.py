"""Every screen in every phase at three sizes; beside its drawing; and where the pixels of two checkouts differ.

    python bench/screens.py take FOLDER --data FOLDER   of the checkout that PYTHONPATH names (this one, if none)
    python bench/screens.py beside DRAWINGS FOLDER      each drawing and what FOLDER holds of it, on one sheet
    python bench/screens.py compare BEFORE AFTER

The data are made by whoever takes first, and used again: both checkouts show the same day of the same people.
`--phases` and `--sizes` take fewer pictures. `--whole` takes every page unfolded to its end as well, on paper and in
contrast themes, which is what `compare` is for.
"""

import argparse
import os
from pathlib import Path

from pictures.beside import lay_beside
from pictures.comparing import compare
from pictures.phases import PHASES
from pictures.taking import FLAGS, Taking, take
from playwright.sync_api import sync_playwright


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = asked.add_subparsers(dest="act", required=True)
    taking = acts.add_parser("take")
    taking.add_argument("folder", type=Path)
    taking.add_argument("--data", type=Path, required=True)
    taking.add_argument("--phases", nargs="*", choices=PHASES, default=list(PHASES))
    taking.add_argument("--sizes", nargs="*", metavar="WIDTHxHEIGHT", default=[])
    taking.add_argument("--whole", action="store_true")
    laying = acts.add_parser("beside")
    laying.add_argument("drawings", type=Path)
    laying.add_argument("folder", type=Path)
    comparing = acts.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    told = asked.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        match told.act:
            case "take":
                only = {(int(wide), int(high)) for wide, high in (size.split("x") for size in told.sizes)}
                for phase in told.phases:
                    take(browser, Taking(told.folder, told.data, only, told.whole), phase)
            case "beside":
                lay_beside(browser, told.drawings, told.folder)
            case _:
                compare(browser, told.before, told.after)
        browser.close()


if __name__ == "__main__":
    main()
