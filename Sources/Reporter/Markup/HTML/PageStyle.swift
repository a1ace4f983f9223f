/// The style of all reports: light and dark, on screens, phones and paper.
///
/// Blue and orange keep apart for all eyes, and every state has a word. No `<`, `>` or `&` is in
/// it, so that the page is XML too.
let pageStyle: HTMLText = """
  :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d8dee4;
    --rule: #8c959f; --paper: #ffffff; --band: #f6f8fa; --link: #0550ae; --mark: #a65200;
    --warm: #ffd8b0; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --line: #30363d;
    --rule: #6e7681; --paper: #0d1117; --band: #161b22; --link: #79c0ff; --mark: #f0883e;
    --warm: #7a3e0a; } }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
  body { margin: 0; background: var(--paper); color: var(--ink);
    font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
  header, main, footer { max-width: 90rem; margin: 0 auto; padding: 0 1.5rem; }
  header { padding-top: 1.5rem; }
  footer { padding-bottom: 3rem; color: var(--soft); }
  .skip { position: absolute; left: -999rem; }
  .skip:focus { left: 1rem; top: .5rem; padding: .25rem .5rem; background: var(--paper); }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
  h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-top: .75rem;
    border-top: 1px solid var(--rule); }
  h3 { font-size: .95rem; font-weight: 600; margin: 1.75rem 0 .25rem; overflow-wrap: anywhere; }
  p { margin: .35rem 0; max-width: 60rem; overflow-wrap: anywhere; }
  .answer { font-size: 1.15rem; line-height: 1.4; }
  nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0;
    margin: .75rem 0 0; color: var(--soft); }
  .soft, .under { color: var(--soft); }
  .under { display: block; font-size: .86em; font-weight: 400; }
  code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
    font-size: .9em; unicode-bidi: isolate; overflow-wrap: anywhere; }
  th .under, h3 .under { overflow-wrap: anywhere; unicode-bidi: isolate; }
  .wide { overflow-x: auto; }
  .wide + .wide { margin-top: 1.25rem; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  caption { text-align: left; color: var(--soft); padding: .15rem 0 .35rem; }
  th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
    border-bottom: 1px solid var(--line); }
  td { overflow-wrap: break-word; }
  thead th { border-bottom-color: var(--rule); font-weight: 600; vertical-align: bottom;
    white-space: nowrap; }
  caption span { display: block; max-width: min(60rem, calc(100vw - 3rem)); }
  tbody th { font-weight: 400; min-width: 10rem; }
  td .jobs { min-width: 6rem; overflow-wrap: anywhere; }
  tbody tr:hover { background: var(--band); }
  .num { text-align: right; white-space: nowrap; }
  .num + :not(.num) { padding-left: .75rem; }
  time { white-space: nowrap; }
  .tag { display: inline-block; border: 1px solid var(--mark); color: var(--mark); line-height: 1.3;
    border-radius: 3px; padding: 0 .35em; white-space: nowrap; }
  svg { display: block; width: 7rem; height: 1.4rem; fill: var(--mark);
    shape-rendering: crispEdges; }
  svg path:first-of-type { fill: var(--rule); }
  a { color: var(--link); text-underline-offset: .15em; }
  tbody th a { text-decoration-thickness: 1px; }
  a .under { text-decoration: none; display: inline-block; width: 100%; }
  summary { cursor: pointer; color: var(--link); padding: .35rem 0; width: fit-content; }
  :target { scroll-margin-top: .5rem; }
  h3:target { border-left: 3px solid var(--mark); padding-left: .5rem; }
  a:focus-visible, summary:focus-visible, button:focus-visible, input:focus-visible,
  select:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem;
    margin: .75rem 0 0; }
  dt { font-weight: 600; }
  dd { margin: 0; }
  @media (max-width: 40rem) { header, main, footer { padding-left: 1rem; padding-right: 1rem; }
    tbody th { min-width: 12rem; } .prose { min-width: 16rem; } }
  button.sort { font: inherit; color: inherit; text-align: inherit; background: none; border: 0;
    padding: 0; cursor: pointer; white-space: inherit; }
  button.sort:hover { text-decoration: underline; }
  [aria-sort=ascending] .sort::after { content: " \\2191"; }
  [aria-sort=descending] .sort::after { content: " \\2193"; }
  .find { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; align-items: baseline;
    margin: .5rem 0; }
  .find input, .find select { font: inherit; color: inherit; background: var(--paper); width: 16rem;
    max-width: 60vw; border: 1px solid var(--rule); border-radius: 3px; padding: .15rem .4rem; }
  .find select { width: auto; }
  @page { size: landscape; margin: 12mm; }
  @media print { :root { color-scheme: light; --ink: #000000; --soft: #404040; --line: #c0c0c0;
    --paper: #ffffff; --link: #000000; --mark: #8a4500; } html { font-size: 11px; }
    body { font-size: 8pt; } thead th { white-space: normal; }
    header, main, footer { max-width: none; padding: 0; } .skip, nav, .find { display: none; }
    .wide { overflow: visible; } tr, li { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
    details::details-content { content-visibility: visible; block-size: auto; } }
  """
