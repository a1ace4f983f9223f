/// What the page can do where scripts are on: find rows by a text, and sort a table by a column.
///
/// It changes only the order and the visibility of what is there, and writes no text of the data.
/// Tables ask for it with `data-tools`; cells may tell a number to sort by in a `data` element. No `<`
/// or `&` is in it, so that the page is XML too.
let pageScript: HTMLText = """
  "use strict";
  for (const table of document.querySelectorAll("table[data-tools]")) {
    const body = table.tBodies[0], rows = Array.from(body.rows);
    const value = (row, column) => {
      const cell = row.cells[column], told = cell.querySelector("data");
      return told === null ? cell.textContent.trim() : Number(told.value);
    };
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "descending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const sorted = rows.slice().sort((one, two) => {
          const left = value(one, column), right = value(two, column);
          const order = typeof left === "number" ? left - right
            : String(left).localeCompare(String(right), "en", { numeric: true });
          return up ? order : -order;
        });
        body.append(...sorted);
      });
    });
    const label = document.createElement("label"), input = document.createElement("input");
    const told = document.createElement("output");
    label.className = "find";
    input.type = "search";
    label.append(document.createTextNode("Find "), input, told);
    table.closest(".wide").before(label);
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(" ").filter((word) => word !== "");
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = words.some((word) => !text.includes(word));
        if (!row.hidden) shown += 1;
      }
      told.value = words.length === 0 ? "" : shown + " of " + rows.length + " rows";
    });
  }
  """

/// The SHA-256 of the script in Base64, for the content security policy; a test compares them.
let pageScriptHash: HTMLText = "kI0O0Y8aMSvo+bMd2p7cZ9jSCreStMZKZ6Ed+gvJVDA="
