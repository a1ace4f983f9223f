"""Makes a history in which everything that a stranger may name is an attack on who reads of it.

A payload that runs calls attack(N), which the page that opens it hears of; one that loads anything
asks a host under .invalid. N is the payload's place in the corpus.
"""

import json
import os
import sys
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape, quoteattr

NAMES = [
    "<script>attack({n})</script>",
    "</script><script>attack({n})</script>",
    "\"><img src=http://{n}.invalid/ onerror=attack({n})>",
    "'><svg onload=attack({n})>",
    "</title></style></textarea></noscript><script>attack({n})</script>",
    "\" onfocus=\"attack({n})\" autofocus tabindex=\"0\" onmouseover=\"attack({n})",
    "' onfocus='attack({n})' autofocus tabindex='0' onmouseover='attack({n})",
    "<a href=\"javascript:attack({n})\" autofocus onfocus=attack({n})>x</a>",
    "javascript:attack({n})",
    "<meta http-equiv=refresh content=\"1;url=http://{n}.invalid/\">",
    "<link rel=stylesheet href=http://{n}.invalid/>",
    "<style>@import 'http://{n}.invalid/';</style>",
    "<iframe srcdoc=\"<script>parent.attack({n})</script>\"></iframe>",
    "--><script>attack({n})</script><!--",
    "]]><script>attack({n})</script>",
    "<details open ontoggle=attack({n})>",
    "<form action=http://{n}.invalid/><button autofocus onfocus=attack({n})>x</button>",
    "${{attack({n})}} {{{{constructor.constructor('attack({n})')()}}}} `${{attack({n})}}`",
    "\"\u0338><script>attack({n})</script>",
    "'\u0301 autofocus onfocus\u200b=attack({n}) x='",
    "<\u0338script>attack({n})</script>",
    "\u202e<script>attack({n})</script>\u2066",
    "&lt;script&gt;attack({n})&lt;/script&gt;",
    "&#60;img src=x onerror=attack({n})&#62;",
    "&amp;lt;script&amp;gt;attack({n})&amp;lt;/script&amp;gt;",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=attack({n})>",
    "<b style=\"background:url(http://{n}.invalid/)\">x</b>",
    "}} body {{ background: url(http://{n}.invalid/) }}",
    "![x](http://{n}.invalid/x.png)",
    "[x](javascript:attack({n}))",
    "[x]: javascript:attack({n}) \"[x]\"",
    "<http://{n}.invalid/>",
    "`<img src=x onerror=attack({n})>`",
    "``` \u2028<script>attack({n})</script>",
    "</td></tr></tbody></table></section></main><script>attack({n})</script>",
    "</code></article><object data=http://{n}.invalid/></object>",
    "<video src=http://{n}.invalid/ onerror=attack({n})>",
    "<link rel=preconnect href=http://{n}.invalid/>",
    "<base href=http://{n}.invalid/>",
    "<textarea autofocus onfocus=attack({n})>",
    "<body onload=attack({n})>",
    "<x contenteditable autofocus onfocus=attack({n})>",
    "\\\"><script>attack({n})</script>",
    "\uff1cscript\uff1eattack({n})\uff1c/script\uff1e",
    "| x | <script>attack({n})</script> |",
    "=HYPERLINK(\"http://{n}.invalid/\")<script>attack({n})</script>",
]

URLS = [
    "javascript:attack({n})",
    "JaVaScRiPt:attack({n})",
    " javascript:attack({n})",
    "java\tscript:attack({n})",
    "data:text/html,<script>attack({n})</script>",
    "vbscript:attack({n})",
    "https://{n}.invalid/\"onfocus=\"attack({n})\"autofocus=\"",
    "https://{n}.invalid/'onfocus='attack({n})'autofocus='",
    "https://{n}.invalid/><script>attack({n})</script>",
    "//{n}.invalid/",
    "https://{n}.invalid/run#<img/src=x/onerror=attack({n})>",
    "https://{n}.invalid\\@x/",
]

CORPUS = [text.format(n=number) for number, text in enumerate(NAMES + URLS)]
ATTACKS, ADDRESSES = CORPUS[: len(NAMES)], CORPUS[len(NAMES) :]

START = datetime(2026, 10, 19, tzinfo=timezone.utc)
PIPELINES = 112  # one each six hours: four weeks
OUTAGE, BREAK, SLOWER = 40, range(70, 76), 60


def attack(number):
    return ATTACKS[number % len(ATTACKS)]


def flakes(test, pipeline):
    return (3 * test + pipeline) % 11 == 0


def outcome(test, pipeline, attempt):
    """Whether a test fails: some flake, some break for a while, and once all do."""
    if pipeline == OUTAGE:
        return True
    if pipeline in BREAK and test % 9 == 4:
        return True
    return attempt == 1 and test % 3 != 2 and flakes(test, pipeline)


def report(pipeline, attempt, tests):
    suite = attack(tests[0])
    cases = []
    for test in tests:
        name = attack(test)
        failure = ""
        if outcome(test, pipeline, attempt):
            text = attack(OUTAGE if pipeline == OUTAGE else test + pipeline % 3)
            failure = (
                f"<failure message={quoteattr(text)} type={quoteattr(text)}>"
                f"{escape(text)}\n  at {escape(name)}:12</failure>"
                f"<system-out>{escape(text)}</system-out>"
            )
        seconds = (1 + test % 5) * (4 if pipeline >= SLOWER and test % 4 == 0 else 1)
        cases.append(
            f"<testcase classname={quoteattr(name)} name={quoteattr(name)}"
            f" file={quoteattr('tests/' + name)} time='{seconds}'>{failure}</testcase>"
        )
    return f"<testsuite name={quoteattr(suite)}>{''.join(cases)}</testsuite>"


def runs(pipeline):
    """The job runs of one pipeline: two nodes, and a second attempt where something flaked."""
    start = START + timedelta(hours=6 * pipeline)
    main = pipeline % 4 != 3
    for node in range(2):
        tests = range(node, len(ATTACKS), 2)
        for attempt in (1, 2):
            failed = any(outcome(test, pipeline, attempt) for test in tests)
            begun = start + timedelta(minutes=20 * attempt, seconds=node)
            yield tests, {
                "repo": "acme/<b>shop",
                "branch": "main" if main else attack(pipeline),
                "default_branch": "main",
                "commit": f"{pipeline:040x}",
                "pr": None if main else pipeline,
                "pipeline": attack(pipeline) + str(pipeline),
                "workflow": attack(5),
                "job": attack(node + 2 * (pipeline % 2)),
                "variant": attack(2 + pipeline % 3),
                "node_index": node,
                "node_total": 2,
                "attempt": attempt,
                "started_at": begun.isoformat().replace("+00:00", "Z"),
                "duration": 90 + pipeline,
                "queued_for": 5,
                "status": "failed" if failed else "success",
                "runner": attack(pipeline + 7),
                "url": ADDRESSES[(pipeline + node) % len(ADDRESSES)],
            }
            if not failed:
                break


def write(folder):
    """Writes runs.jsonl, its reports and a CODEOWNERS file into a folder."""
    with open(os.path.join(folder, "runs.jsonl"), "w", encoding="utf-8") as manifest:
        for pipeline in range(PIPELINES):
            for tests, run in runs(pipeline):
                name = f"{pipeline}-{run['node_index']}-{run['attempt']}.xml"
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(report(pipeline, run["attempt"], tests))
                fields = {key: value for key, value in run.items() if value is not None}
                manifest.write(json.dumps({"files": [name], **fields}) + "\n")
    with open(os.path.join(folder, "CODEOWNERS"), "w", encoding="utf-8") as owners:
        owners.write("* @<img/src=x/onerror=attack(0)> @\"onfocus=\"attack(0)\"autofocus=\"\n")


if __name__ == "__main__":
    write(sys.argv[1])
