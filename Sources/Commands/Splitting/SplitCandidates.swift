import Foundation
import Reporter

/// The items that are to be split, each once.
///
/// Items are told apart byte by byte: two names that look alike, written with different characters
/// of Unicode, are two files, and none of them may be lost.
struct SplitCandidates {
  let items: [String]
  let repeated: Int

  /// Reads items: one a line, or several in a line with spaces between them, as `circleci tests
  /// split` does; a line that is a file as it stands is one item, and so is one that ends in NUL.
  init(_ data: Data, isNul: Bool, areNames: Bool, exists: (String) -> Bool) throws {
    let parts = data.split(separator: isNul ? 0 : 10).flatMap { line -> [String] in
      let text = String(decoding: line.last == 13 && !isNul ? line.dropLast() : line, as: UTF8.self)
      guard !isNul, !areNames, text.contains(where: { $0 == " " || $0 == "\t" }) else {
        return [text]
      }
      let trimmed = text.drop { $0 == " " || $0 == "\t" }
      return exists(String(trimmed))
        ? [String(trimmed)] : trimmed.split { $0 == " " || $0 == "\t" }.map(String.init)
    }
    var seen: Set<[UInt8]> = []
    var items: [String] = []
    var repeated = 0
    for part in parts where part.contains(where: { !$0.isWhitespace }) {
      if seen.insert(Array(part.utf8)).inserted { items.append(part) } else { repeated += 1 }
    }
    self.items = items
    self.repeated = repeated
  }
}
