/// The style of the flaky report: light and dark, on screens, phones and paper. Blue and orange keep
/// apart for all eyes, and every state has a word beside its color.
let flakyReportStyle = """
  :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de;
    --paper: #ffffff; --band: #f6f8fa; --link: #0550ae; --hot: #9a4200; --mark: #b35900; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --line: #3d444d;
    --paper: #0d1117; --band: #161b22; --link: #79c0ff; --hot: #ffb77c; --mark: #f0883e; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink);
    font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  .skip { position: absolute; left: -999px; }
  .skip:focus { position: static; }
  header, main, footer { max-width: 78rem; margin: 0 auto; padding: 1rem 1.25rem; }
  h1 { font-size: 1.5rem; margin: .5rem 0; }
  h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-top: .75rem;
    border-top: 1px solid var(--line); }
  h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; }
  p { margin: .4rem 0; max-width: 65rem; }
  .answer { font-size: 1.1rem; }
  .soft { color: var(--soft); }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  caption { text-align: left; color: var(--soft); padding: .25rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
    border-bottom: 1px solid var(--line); }
  thead th { background: var(--band); font-weight: 600; white-space: nowrap; }
  tbody th { font-weight: 400; min-width: 16rem; }
  .number { text-align: right; white-space: nowrap; }
  .name { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .9em;
    overflow-wrap: anywhere; }
  .file { display: block; color: var(--soft); }
  .state { border: 1px solid var(--mark); color: var(--hot); border-radius: 3px; padding: 0 .35em;
    white-space: nowrap; }
  a { color: var(--link); }
  a:focus-visible, summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
  .spark { width: 9rem; height: 1.6rem; color: var(--mark); display: block; }
  ul { padding-left: 1.2rem; }
  @media print { body { font-size: 11px; } .skip { display: none; } a { color: inherit; }
    tr, li { break-inside: avoid; } }
  """
