"""Opens what evenkeel writes in a real browser: check_pages.py --evenkeel BINARY --tools FOLDER PAGE ...

Reads the given pages as axe-core and the Nu HTML checker do, uses them as their readers do, and opens
those of a history of attacks and of a large one. Exits with 1 when something is found.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from chromium import Chromium, Page
import hostile_pages
import large_history
import page_tools

DESKTOP, PHONE = (1280, 870), (390, 844)
LARGEST = 3_000_000  # bytes of a page of 5,000 tests, 500 of them flaky

AXE = """(async () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const told = await axe.run(document, { resultTypes: ["violations"] });
  return { passes: told.passes.length, violations: told.violations.map((it) =>
    it.id + " (" + it.impact + ", " + it.nodes.length + " times): " + it.help + ": "
      + it.nodes[0].html.slice(0, 200)) };
})()"""


def accessibility(browser, axe, path):
    """What axe-core finds, and whether the page is wider than the screen."""
    found = []
    for dark in (False, True):
        for width, height in (DESKTOP, PHONE):
            where = f"{'dark' if dark else 'light'}, {width} wide"
            with Page(browser, width, height, dark=dark) as page:
                page.open(path)
                wide = page.ask("document.documentElement.scrollWidth")
                if wide > width:
                    found.append(f"{where}: the page is {wide} wide")
                page.ask(axe + "; 0")
                told = page.ask(AXE)
                if not told["passes"]:
                    found.append(f"{where}: axe-core looked at nothing")
                found += [f"{where}: {violation}" for violation in told["violations"]]
    return found


def blind_accessibility(browser, axe, folder):
    """A page with a fault of each kind that matters here; what is not found in it is not looked for."""
    path = os.path.join(folder, "faults.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            '<!DOCTYPE html><html><head><title></title></head><body style="background: #fff; margin: 0">'
            '<p style="color: #ccc">faint</p><img src="data:,"/><input/>'
            '<div style="overflow: auto; width: 90px"><div style="width: 900px">wide</div></div>'
            '<div style="width: 2000px">wider</div></body></html>'
        )
    found = " ".join(accessibility(browser, axe, path))
    wanted = ("html-has-lang", "color-contrast", "image-alt", "label (", "2000 wide")
    return [f"axe-core overlooks {it}: the check is blind" for it in wanted if it not in found]


def validity(checker, paths, folder):
    """What the Nu HTML checker says of the markup.

    Styles are left to the browser: the checker is of 2020 and knows no property that is younger.
    """
    fault = os.path.join(folder, "invalid.html")
    with open(fault, "w", encoding="utf-8") as file:
        file.write('<!DOCTYPE html><html lang="en"><title>x</title><p id="a"><div id="a"></p></html>')
    said = subprocess.run(
        ["java", "-jar", checker, "--errors-only", "--format", "json", *paths, fault],
        capture_output=True,
        check=False,
    ).stderr
    messages = [it for it in json.loads(said)["messages"] if not it["message"].startswith("CSS: ")]
    ours = [it for it in messages if not it["url"].endswith(fault)]
    if len(ours) == len(messages):
        return ["the HTML checker overlooks a page that is not valid: the check is blind"]
    return [
        f"{os.path.basename(it['url'])}:{it.get('lastLine', 0)}: {it['message']}" for it in ours[:20]
    ]


def make_large(evenkeel, folder):
    """The flaky report of a large history."""
    large_history.write(folder)
    environment = {**os.environ, "EVENKEEL_DB": os.path.join(folder, "history.sqlite")}
    path = os.path.join(folder, "flaky.html")
    asked = ["--as-of", "2026-11-16T00:00:00Z", "--window", "28d", "--format", "html"]
    for arguments in (["ingest", "--manifest", "runs.jsonl"], ["flaky", *asked, "--output", path]):
        command = [evenkeel, *arguments, "--quiet"]
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return path


def speed(browser, path):
    """What a reader waits for a page; how large it may be, and what is on it."""
    size = os.path.getsize(path)
    with Page(browser) as page:
        page.open(path)
        parsed, loaded, rows = page.ask(
            """(() => { const it = performance.getEntriesByType("navigation")[0];
            return [it.domContentLoadedEventEnd, it.loadEventEnd,
              document.querySelectorAll("table[data-tools] tbody tr").length]; })()"""
        )
    found = []
    if size > LARGEST:
        found.append(f"the page has {size:,} bytes")
    if rows != large_history.FLAKY:
        found.append(f"the page lists {rows} flaky tests and not {large_history.FLAKY}")
    told = (
        f"{large_history.TESTS:,} tests, {rows} of them flaky: {size / 1e6:.2f} MB, parsed after"
        f" {parsed / 1000:.2f} s, loaded after {loaded / 1000:.2f} s"
    )
    return found, told


class Findings:
    """Prints each check as it ends, with what it found."""

    def __init__(self):
        self.passed = self.failed = 0
        self.since = time.monotonic()

    def tell(self, what, found):
        now = time.monotonic()
        print(f"{'FAILED' if found else 'ok'}  {what} ({now - self.since:.1f} s)", flush=True)
        for finding in found:
            print(f"        {finding}", flush=True)
        self.since = now
        self.failed += bool(found)
        self.passed += not found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--evenkeel", required=True)
    parser.add_argument("--tools", required=True, help="where axe.min.js and vnu.jar are")
    parser.add_argument("pages", nargs="+")
    options = parser.parse_args()
    with open(os.path.join(options.tools, "axe.min.js"), encoding="utf-8") as file:
        axe = file.read()
    checker = os.path.join(options.tools, "vnu.jar")
    findings = Findings()
    with (
        tempfile.TemporaryDirectory() as folder,
        Chromium() as browser,
        ThreadPoolExecutor(1) as beside,
    ):
        hostile, large = (os.path.join(folder, name) for name in ("hostile", "large"))
        os.mkdir(hostile)
        os.mkdir(large)
        pages = hostile_pages.make(options.evenkeel, hostile)
        files = options.pages + [path for path, scripts in pages.values() if scripts]
        invalid = beside.submit(validity, checker, files, folder)
        largest = beside.submit(make_large, options.evenkeel, large)
        findings.tell("axe-core sees faults", blind_accessibility(browser, axe, folder))
        for path in options.pages:
            name = os.path.basename(path)
            found = accessibility(browser, axe, path)
            findings.tell(f"{name}: axe-core, light and dark, desktop and phone", found)
            found, tried = page_tools.check(browser, path)
            findings.tell(f"{name}: find, filter, sort, keyboard, no scripts: {tried} tries", found)
        found = hostile_pages.check(browser, pages)
        findings.tell(f"a history of attacks, on {len(pages)} pages: nothing runs or loads", found)
        findings.tell(f"the HTML of {len(files)} pages is valid", invalid.result())
        found, told = speed(browser, largest.result())
        findings.tell(told, found)
    print(f"{findings.passed} passed, {findings.failed} failed")
    return 1 if findings.failed else 0


if __name__ == "__main__":
    sys.exit(main())
