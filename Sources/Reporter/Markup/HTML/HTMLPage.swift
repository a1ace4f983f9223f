/// A report as one HTML file: no request, light and dark, printable, useful without scripts.
///
/// The content security policy lets nothing in but the page's own style and its one script, which is
/// known by its hash: whatever a stranger's test is called, it neither runs nor loads anything.
struct HTMLPage {
  /// A part of the page under a heading of its own.
  struct Section {
    var id: HTMLText
    var title: HTMLText
    /// What it holds, for the table of contents.
    var summary: String
    var body: HTMLText

    fileprivate var html: HTMLText {
      """
      <section aria-labelledby="\(id)">
      <h2 id="\(id)">\(title)</h2>
      \(body)
      </section>
      """
    }
  }

  var title: HTMLText
  /// The answer to the reader's question, in a sentence or two.
  var answer: HTMLText
  /// What stands where no section has anything to say.
  var nothing: HTMLText
  var sections: [Section]
  var footer: HTMLText
  /// What this page has beside the common style.
  var style: HTMLText = ""

  /// The whole file.
  var html: HTMLText {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(pageScriptHash)'"/>
    <meta name="referrer" content="no-referrer"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>\(title)</title>
    <style>
    \(pageStyle)
    \(style)
    </style>
    </head>
    <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header>
    <h1>\(title)</h1>
    <p class="answer">\(answer)</p>
    \(contents)
    </header>
    <main id="content">
    \(sections.isEmpty ? nothing : sections.map(\.html).joined(separator: "\n"))
    </main>
    <footer>
    \(footer)
    </footer>
    <script>\(pageScript)</script>
    </body>
    </html>

    """
  }

  private var contents: HTMLText {
    let items = sections.map { section -> HTMLText in
      let summary: HTMLText = section.summary.isEmpty ? "" : " \(section.summary)"
      return "<li><a href=\"#\(section.id)\">\(section.title)</a>\(summary)</li>"
    }
    guard !items.isEmpty else { return "" }
    return "<nav aria-label=\"Sections\">\n<ul>\n\(items.joined(separator: "\n"))\n</ul>\n</nav>"
  }
}
