import TestModel

/// What a Go test printed, without the frame that `go test` puts around it.
struct GoOutput {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let start = line.drop { $0 == " " }
      return !frame.contains { start.hasPrefix($0) }
    }
  }

  /// The failed attempt that the output explains.
  var failure: Attempt {
    Attempt(
      outcome: panic == nil ? .failed : .errored,
      message: panic ?? message,
      type: panic == nil ? nil : "panic",
      details: trimmed(lines.joined(separator: "\n"))
    )
  }

  /// The first line without the place in the source that `t.Error` puts before it.
  var message: String? {
    guard let line = lines.lazy.compactMap({ trimmed(String($0)) }).first else { return nil }
    guard let place = line.firstRange(of: ".go:"), !line[..<place.lowerBound].contains(" ")
    else { return line }
    var rest = line[place.upperBound...]
    // A line, and in what the compiler prints a column.
    for _ in 0..<2 {
      let digits = rest.prefix { $0.isNumber }
      guard !digits.isEmpty, rest.dropFirst(digits.count).first == ":" else { break }
      rest = rest.dropFirst(digits.count + 1)
    }
    return trimmed(String(rest)) ?? line
  }

  private var panic: String? {
    lines.first { $0.hasPrefix("panic: ") }.map { String($0.dropFirst("panic: ".count)) }
  }
}

/// How the lines begin that `go test` adds to what a test prints.
private let frame = [
  "=== ", "--- PASS", "--- FAIL", "--- SKIP", "FAIL\t", "exit status ",
]
