/// What the page can do where scripts are on: find rows by a text, choose them by what a column says,
/// and sort a table by a column.
///
/// And a small table that is too wide for the screen becomes a stop of the keyboard, so that it can be
/// scrolled; hundreds that fit are none. Without scripts that is left to the browser, as most have it.
///
/// It changes only the order and the visibility of what is there, and writes no text of the data.
/// Tables ask for it with `data-tools`; cells may tell a number to sort by in a `data` element. No `<`
/// or `&` is in it, so that the page is XML too.
let pageScript: HTMLText = """
  "use strict";
  const fitting = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth;
      const caption = target.querySelector("caption").textContent;
      const told = { tabindex: "0", role: "group", "aria-label": caption };
      for (const [name, value] of Object.entries(told))
        if (scrolls) target.setAttribute(name, value); else target.removeAttribute(name);
    }
  });
  for (const wide of document.querySelectorAll(".wide:not([role])")) fitting.observe(wide);
  for (const table of document.querySelectorAll("table[data-tools]")) {
    const body = table.tBodies[0], rows = Array.from(body.rows);
    const value = (row, column) => {
      const cell = row.cells[column], told = cell.querySelector("data");
      return told === null ? cell.textContent.trim() : Number(told.value);
    };
    const heads = Array.from(table.tHead.rows[0].cells), chosen = [];
    const tools = document.createElement("div");
    tools.className = "find";
    heads.forEach((head, column) => {
      if (head.dataset.filter === undefined) return;
      const said = new Map(rows.map((row) => {
        const cell = row.cells[column], keys = Array.from(cell.querySelectorAll("[data-key]"));
        return [row, (keys.length === 0 ? [cell] : keys).map((key) => key.textContent.trim())];
      }));
      const all = Array.from(new Set(Array.from(said.values()).flat()))
        .sort((one, two) => one.localeCompare(two, "en", { numeric: true }));
      if (all.length === 1) return;
      const label = document.createElement("label"), select = document.createElement("select");
      for (const option of ["any"].concat(all)) select.add(new Option(option));
      label.append(document.createTextNode(head.textContent.trim() + " "), select);
      tools.append(label);
      chosen.push((row) => select.selectedIndex === 0 ? true
        : said.get(row).includes(all[select.selectedIndex - 1]));
    });
    heads.forEach((head, column) => {
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
    input.type = "search";
    label.append(document.createTextNode("Find "), input);
    tools.prepend(label);
    tools.append(told);
    table.closest(".wide").before(tools);
    tools.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(" ").filter((word) => word !== "");
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        const fits = words.every((word) => text.includes(word));
        row.hidden = fits ? chosen.some((choice) => !choice(row)) : true;
        if (!row.hidden) shown += 1;
      }
      told.value = shown === rows.length ? "" : shown + " of " + rows.length + " rows";
    });
  }
  """

/// The SHA-256 of the script in Base64, for the content security policy; a test compares them.
let pageScriptHash: HTMLText = "0Z1hFAYZUNeAqhn2hyjUDMcpLaz7o8HfEMJrpgVhe/I="
