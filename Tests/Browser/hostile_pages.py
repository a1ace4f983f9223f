"""Whether what a stranger named runs, loads or becomes markup on a page that a person opens."""

import email
import email.policy
import json
import os
import subprocess

from chromium import Page
import hostile_history

AS_OF = "2026-11-16T00:00:00Z"
PULL_REQUEST = 75  # one in which tests fail

# What the reports are made of; whatever else is on a page came in with the data.
ELEMENTS = """html head meta title style body header nav main section article footer figure figcaption
h1 h2 h3 h4 p ul ol li dl dt dd a code pre span div data time bdi br wbr details summary strong em b i
table caption colgroup col thead tbody tr th td button label input output select option hr del sub
svg path circle rect line text blockquote""".split()
ATTRIBUTES = """lang charset name content class id href role tabindex scope span colspan rowspan value
datetime width height d x y cx cy r text-anchor type open style align
aria-label aria-labelledby aria-sort aria-hidden data-tools data-filter data-key http-equiv start hidden
cellpadding cellspacing border viewbox viewBox preserveaspectratio preserveAspectRatio""".split()

FOREIGN = """(() => {
  const elements = new Set(%s), attributes = new Set(%s), found = [];
  const scripts = document.querySelectorAll("script").length;
  if (scripts > %d) found.push(scripts + " scripts");
  for (const it of document.querySelectorAll("*")) {
    if (!elements.has(it.localName) && it.localName !== "script") found.push("a " + it.localName);
    for (const { name, value } of it.attributes) {
      if (!attributes.has(name)) found.push(it.localName + " with " + name);
      if (name === "href" && !/^(https?:[/][/]|#)/.test(value)) found.push("a link to " + value);
      if (name === "http-equiv" && value !== "Content-Security-Policy") found.push("http-equiv " + value);
    }
  }
  return Array.from(new Set(found));
})()"""

# Everything on a page that can be pressed, opened or looked at, so that what waits for it comes out.
USE = """(async () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const it of document.querySelectorAll("main *"))
    for (const kind of ["mouseover", "focus", "click"])
      if (it.localName !== "a" || kind !== "click") it.dispatchEvent(new Event(kind, { bubbles: false }));
  for (const button of document.querySelectorAll("button.sort")) button.click();
  for (const select of document.querySelectorAll(".find select"))
    for (const option of select.options) {
      select.value = option.value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
    }
  for (const input of document.querySelectorAll(".find input")) {
    input.value = "<script>attack(0)</" + "script>";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await new Promise((done) => setTimeout(done, %d));
})()"""


class Harm:
    """What a page did that it must not."""

    def __init__(self, ran, asked, reached, foreign):
        self.ran, self.foreign = ran, foreign
        # What the page asked for tells of what the policy held back, too.
        self.asked, self.reached = asked, reached

    def __bool__(self):
        return bool(self.ran or self.asked or self.reached or self.foreign)

    def __str__(self):
        parts = [
            ("ran", self.ran),
            ("asked for", self.asked),
            ("reached", self.reached),
            ("took as markup", self.foreign),
        ]
        return "; ".join(f"{name} {', '.join(said[:8])}" for name, said in parts if said)


def harm(browser, path, scripts, policy=True, wait=150):
    """Opens a page and uses all of it; `scripts` is the number of scripts that are its own."""
    reached_before = len(browser.sink.reached)
    browser.events.clear()
    with Page(browser, policy=policy) as page:
        page.call("Network.enable")
        page.call("Runtime.addBinding", name="heard")
        page.call(
            "Page.addScriptToEvaluateOnNewDocument",
            source="window.attack = (number) => heard(String(number));",
        )
        page.open(path)
        page.ask(USE % wait)
        foreign = page.ask(FOREIGN % (json.dumps(ELEMENTS), json.dumps(ATTRIBUTES), scripts))
        ran, asked = [], []
        for event in browser.events:
            if event.get("method") == "Runtime.bindingCalled":
                ran.append("payload " + event["params"]["payload"])
            if event.get("method") == "Page.javascriptDialogOpening":
                ran.append("a dialog")
            if event.get("method") == "Network.requestWillBeSent":
                url = event["params"]["request"]["url"]
                if not url.startswith(("file:", "data:")):
                    asked.append(url)
    reached = browser.sink.reached[reached_before:]
    return Harm(*(sorted(set(said)) for said in (ran, asked, reached, foreign)))


def undo_escaping(path, policy):
    """The same page as it were without escaping: what a check must not let through."""
    with open(path, encoding="utf-8") as file:
        page = file.read()
    undone = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "<wbr/>": ""}
    for markup, character in undone.items():
        page = page.replace(markup, character)
    if not policy:
        page = page.replace("Content-Security-Policy", "x")
    altered = path.replace(".html", "-unescaped.html" if policy else "-unguarded.html")
    with open(altered, "w", encoding="utf-8") as file:
        file.write(page)
    return altered


def make(evenkeel, folder):
    """The pages that a person would open of a hostile history: name to path and own scripts."""
    hostile_history.write(folder)

    def run(*arguments, finding=False):
        done = subprocess.run(
            [evenkeel, *arguments],
            cwd=folder,
            env={**os.environ, "EVENKEEL_DB": os.path.join(folder, "history.sqlite"), "CI": ""},
            capture_output=True,
            check=False,
        )
        if done.returncode not in ((0, 1) if finding else (0,)):
            raise RuntimeError(f"evenkeel {' '.join(arguments)}: {done.stderr.decode()}")

    asked = ["--as-of", AS_OF]
    name = f"{hostile_history.attack(0)}::{hostile_history.attack(0)}"
    run("ingest", "--manifest", "runs.jsonl", "--quiet", finding=True)
    attacks = [hostile_history.attack(number) for number in range(4)]
    run(
        *("quarantine", "add", name, "--reason", attacks[1], "--owner", attacks[2]),
        *("--issue", hostile_history.ADDRESSES[0], "--author", attacks[3]),
    )
    run("quarantine", "update", *asked, "--window", "35d")
    for command in ("flaky", "timings"):
        run(command, *asked, "--window", "35d", "--format", "html", "--output", command + ".html")
    run("flaky", *asked, "--window", "35d", "--format", "markdown", "--output", "flaky.md")
    for kind, name in (("html", "review.html"), ("email", "review.eml"), ("markdown", "review.md")):
        run("review", "--week", "2026-W46", *asked, "--format", kind, "--output", name)
    run(
        *("comment", "--pr", str(PULL_REQUEST), *asked, "--window", "35d", "--dry-run"),
        *("--output", "comment.md"),
    )
    pages = {name: (os.path.join(folder, name + ".html"), 1) for name in ("flaky", "timings", "review")}
    pages["email"] = (unpack_mail(folder), 0)
    for name in ("flaky", "review", "comment"):
        pages[name + " in Markdown"] = (markdown_page(folder, name), 0)
    return pages


def unpack_mail(folder):
    with open(os.path.join(folder, "review.eml"), "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    page = message.get_body(("html",)).get_content()
    path = os.path.join(folder, "email.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
    return path


def markdown_page(folder, name):
    """A Markdown text as a code host makes a page of it, but without the host's own guard."""
    extensions = [word for name in ("table", "autolink", "strikethrough") for word in ("-e", name)]
    html = subprocess.run(
        ["cmark-gfm", "--unsafe", *extensions, os.path.join(folder, name + ".md")],
        capture_output=True,
        check=True,
    ).stdout.decode()
    if not html:
        raise RuntimeError(f"{name}.md says nothing, so nothing of it is checked")
    path = os.path.join(folder, name + "-markdown.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html><meta charset="utf-8"/><title>x</title><main>{html}</main>')
    return path


def check(browser, pages):
    """The findings, a sentence each."""
    found = []
    for name, (path, scripts) in pages.items():
        for policy in (True, False):
            did = harm(browser, path, scripts, policy=policy)
            if did:
                guard = "" if policy else " (its policy set aside)"
                found.append(f"the {name} page{guard} {did}")
    return found + blindness(browser, pages)


def blindness(browser, pages):
    """What goes unnoticed of the same pages without what keeps them safe."""
    found, reached = [], 0
    for name in ("flaky", "timings", "review"):
        path, scripts = pages[name]
        bare = harm(browser, undo_escaping(path, policy=False), scripts, wait=1500)
        reached += len(bare.reached)
        if not bare.ran:
            found.append(f"a script of an unescaped {name} page went unnoticed: the check is blind")
        held = harm(browser, undo_escaping(path, policy=True), scripts)
        if not held.foreign:
            found.append(f"markup of an unescaped {name} page went unnoticed: the check is blind")
        if held.ran or held.reached:
            found.append(f"the policy of the {name} page does not hold: it {held}")
    if not reached:
        found.append("no request of unescaped pages was noticed: the check is blind")
    return found
