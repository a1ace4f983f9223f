"""Takes pictures of pages: picture_pages.py PAGE=NAME ..., in light, in dark and on a phone."""

import os
import sys

from chromium import Chromium, Page

SHAPES = {"": (1280, 870, False), "-dark": (1280, 870, True), "-phone": (390, 844, False)}


def main():
    with Chromium() as browser:
        for argument in sys.argv[1:]:
            path, _, name = argument.partition("=")
            for ending, (width, height, dark) in SHAPES.items():
                with Page(browser, width, height, dark=dark) as page:
                    page.open(path)
                    with open(os.path.join("reports", name + ending + ".png"), "wb") as file:
                        file.write(page.picture())


if __name__ == "__main__":
    main()
