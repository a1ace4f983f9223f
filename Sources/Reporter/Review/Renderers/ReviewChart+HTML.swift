extension ReviewChart {
  /// A bar a week from nothing, with the interval as a whisker and the target as a broken line.
  var html: HTMLText {
    let width = 96 * bars.count + 70
    return """
      <figure class="chart">
      <svg role="img" aria-label="\(words, longest: 1000)" viewBox="0 0 \(width) 190">
      <title>\(words, longest: 1000)</title>
      \(bars.enumerated().map { bar($0.element, at: $0.offset * 96 + 20) }.joined(separator: "\n"))
      <path class="axis" d="M8 150H\(width - 62)"/>
      <path class="target" d="M8 \(height(target))H\(width - 62)"/>
      <text x="\(width - 58)" y="\(height(target) + 4)">target</text>
      </svg>
      <figcaption class="soft">\(title), with 95 % intervals; the broken line is the target of \
      \(targetText).</figcaption>
      </figure>
      """
  }

  private func bar(_ bar: Bar, at left: Int) -> HTMLText {
    let label: HTMLText = "<text x=\"\(left)\" y=\"168\">\(bar.label)</text>"
    guard let value = bar.value else {
      return label + "<text x=\"\(left)\" y=\"184\">no job run</text>"
    }
    let middle = left + 30
    return """
      <path d="M\(left) 150V\(height(value))h60V150z"/>
      <path class="whisker" d="M\(middle) \(height(bar.low))V\(height(bar.high))"/>
      \(label)<text x="\(left)" y="184">\(shortShown(bar))</text>
      """
  }

  private func shortShown(_ bar: Bar) -> String {
    // Under the bar there is room for the share and not for its counts, which the words have.
    String(bar.shown.prefix { $0 != "(" })
  }

  /// How far down a share is, 10 to 150: the whole height is the highest interval, or twice the target.
  private func height(_ share: Double) -> Int {
    let most = max(bars.map(\.high).max() ?? 0, 2 * target, 1e-6)
    return 150 - Int((min(share, most) / most * 140).rounded())
  }
}
