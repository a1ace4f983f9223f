"""Whether what a page offers its reader does what it says: by keyboard, by mouse, and without scripts.

What must be seen is worked out here, from the rows as they are without scripts.
"""

import json

from chromium import Page

ROWS = """Array.from(document.querySelectorAll("table[data-tools]")).map((table) => ({
  filters: Array.from(table.tHead.rows[0].cells, (head) => head.dataset.filter !== undefined),
  rows: Array.from(table.tBodies[0].rows).filter((row) => row.getClientRects().length > 0)
    .map((row) => Array.from(row.cells, (cell) => {
      const number = cell.querySelector("data");
      return { text: cell.textContent.trim(),
        keys: Array.from(cell.querySelectorAll("[data-key]"), (key) => key.textContent.trim()),
        number: number === null ? null : Number(number.value) };
    })),
}))"""


def texts(rows):
    return [[cell["text"] for cell in row] for row in rows]


class Tools:
    """The tools of one table of a page that is open."""

    def __init__(self, page, table):
        self.page, self.table = page, table

    def within(self, selector):
        """An expression for the elements of the table's tools, or of its head."""
        return (
            f'(() => {{ const wide = document.querySelectorAll("table[data-tools]")[{self.table}]'
            f'.closest(".wide"); const found = wide.previousElementSibling.querySelectorAll('
            f"{json.dumps(selector)}); return Array.from(found.length ? found : "
            f"wide.querySelectorAll({json.dumps(selector)})); }})()"
        )

    def shown(self):
        return self.page.ask(ROWS)[self.table]["rows"]

    def find(self, words):
        """Replaces what stands in the field, as a person does: select all of it, and type."""
        self.page.ask(f"{self.within('input')}[0].focus(), {self.within('input')}[0].select()")
        if words:
            self.page.type(words)
        else:
            self.page.press("Delete", 46)

    def choose_next(self, select):
        self.page.ask(f"{self.within('select')}[{select}].focus()")
        self.page.press("ArrowDown", 40)
        return self.page.ask(f"{self.within('select')}[{select}].value")

    def choose_any(self, select):
        self.page.ask(f"{self.within('select')}[{select}].focus()")
        self.page.press("Home", 36)

    def sort(self, column):
        """Presses the column's button by keyboard and tells the direction that the page then tells."""
        self.page.ask(f"{self.within('thead th button.sort')}[{column}].focus()")
        self.page.press("Enter", 13)
        return self.page.ask(f"{self.within('thead th')}[{column}].ariaSort")


def check(browser, path):
    """The findings of one page, a sentence each, and how many things were tried."""
    found, tried = [], 0

    def expect(holds, finding):
        nonlocal tried
        tried += 1
        if not holds:
            found.append(finding)

    with Page(browser, scripts=False) as page:
        page.open(path)
        bare = page.ask(ROWS)
        tools = page.ask('document.querySelectorAll(".find, button, input, select").length')
        expect(tools == 0, f"without scripts it shows {tools} tools that do nothing")
        hidden = page.ask(
            'Array.from(document.querySelectorAll("main *"))'
            ".filter((it) => getComputedStyle(it).display === 'none').length"
        )
        expect(hidden == 0, f"without scripts {hidden} elements are not shown")
    with Page(browser) as page:
        page.open(path)
        page.press("Tab", 9)
        expect(
            page.ask('document.activeElement.className === "skip"'),
            "the first stop of the keyboard is not the link that skips to the content",
        )
        for number, table in enumerate(bare):
            where = f"table {number + 1}"
            tools = Tools(page, number)
            expect(
                texts(tools.shown()) == texts(table["rows"]), f"{where} differs without scripts"
            )
            check_find(tools, table["rows"], where, expect)
            check_filters(tools, table, where, expect)
            check_sort(tools, table["rows"], where, expect)
        if bare:
            check_mouse(page, bare[0]["rows"], expect)
    return found, tried


def check_find(tools, rows, where, expect):
    # A word of the last row in two parts and in capitals: all that is looked for must be there.
    words = rows[-1][0]["text"].split()[0][-9:].upper()
    for wanted in (words, words[:4] + " " + words[4:], "no such row"):
        tools.find(wanted)
        parts = wanted.lower().split()
        fitting = [
            row for row in texts(rows) if all(part in "".join(row).lower() for part in parts)
        ]
        expect(texts(tools.shown()) == fitting, f"{where} shows other rows for {wanted!r}")
        told = tools.page.ask(f"{tools.within('output')}[0].value")
        count = "" if len(fitting) == len(rows) else f"{len(fitting)} of {len(rows)} rows"
        expect(told == count, f"{where} tells {told!r} for {wanted!r}")
    tools.find("")
    expect(len(tools.shown()) == len(rows), f"{where} does not show all rows again")


def check_filters(tools, table, where, expect):
    columns = [column for column, is_filter in enumerate(table["filters"]) if is_filter]
    said = lambda cell: cell["keys"] or [cell["text"]]
    columns = [
        column
        for column in columns
        if len({key for row in table["rows"] for key in said(row[column])}) > 1
    ]
    count = tools.page.ask(f"{tools.within('select')}.length")
    expect(count == len(columns), f"{where} has {count} filters for {len(columns)} columns")
    for place, column in enumerate(columns):
        for _ in {key for row in table["rows"] for key in said(row[column])}:
            choice = tools.choose_next(place)
            fitting = [row for row in table["rows"] if choice in said(row[column])]
            expect(
                fitting and texts(tools.shown()) == texts(fitting),
                f"{where} shows other rows where {choice!r} is chosen",
            )
        tools.choose_any(place)
        expect(len(tools.shown()) == len(table["rows"]), f"{where} keeps rows from those who chose any")


def check_sort(tools, rows, where, expect):
    for column in range(len(rows[0])):
        first = tools.sort(column)
        down = tools.shown()
        second = tools.sort(column)
        up = tools.shown()
        expect((first, second) == ("descending", "ascending"), f"{where} tells a wrong direction")
        for name, order, seen in (("descending", -1, down), ("ascending", 1, up)):
            expect(
                sorted(texts(seen)) == sorted(texts(rows)), f"{where} loses rows as it is sorted"
            )
            numbers = [row[column]["number"] for row in seen]
            if any(number is None for number in numbers):
                continue
            expect(
                numbers == sorted(numbers, key=lambda number: order * number),
                f"{where} is not {name} in column {column + 1}",
            )
        words = [row[column]["text"] for row in up]
        if words and all(row[column]["number"] is None for row in rows):
            plain = all(word.replace("-", "").isdigit() for word in words)
            if plain:  # days: the order of text is that of time
                expect(words == sorted(words), f"{where} is not sorted by day in column {column + 1}")
            expect(texts(down) != texts(up) or len(set(words)) == 1, f"{where} has one order only")


def check_mouse(page, rows, expect):
    page.click("table[data-tools] thead th:nth-child(2) button.sort")
    expect(
        page.ask('document.querySelector("table[data-tools] thead th:nth-child(2)").ariaSort')
        == "descending",
        "a click on the head of a column does not sort",
    )
    page.click(".find input")
    page.type("no such row")
    left = page.ask(ROWS)[0]["rows"]
    expect(not left and rows, "what is typed after a click into the field finds nothing")
