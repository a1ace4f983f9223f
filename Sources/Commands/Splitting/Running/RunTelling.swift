import Foundation

/// Tells people on standard error what happens while it happens.
struct RunTelling {
  let quiet: Bool

  /// Says something that is good to know.
  func remark(_ text: String) {
    if !quiet { warn(text) }
  }

  /// Says something that has to be known.
  func warn(_ text: String) {
    writeError(StreamEnd(of: .standardError).text("evenkeel: \(text)\n"))
  }
}
