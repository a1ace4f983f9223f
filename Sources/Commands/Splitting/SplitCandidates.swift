import Foundation
import Reporter

/// The items that are to be split, each once.
///
/// Items are told apart byte by byte: two names that look alike, written with different characters
/// of Unicode, are two files, and none of them may be lost.
struct SplitCandidates {
  /// The items in the order in which they came.
  let items: [String]
  /// How many more times items came.
  let repeated: Int

  /// Reads items: one a line, or several in a line with spaces between them, as `circleci tests
  /// split` does; a line that is a file as it stands is one item, and so is one that ends in NUL.
  ///
  /// A million lines take about as long as copying them: lines are found in the bytes, and only what
  /// is new becomes a string.
  ///
  /// - Parameters:
  ///   - data: the list.
  ///   - isNul: whether items end in NUL, and have any other character.
  ///   - areNames: whether items are names of tests, which have spaces.
  ///   - exists: whether a file is there.
  /// - Throws: `CommandFailure` where a name is not UTF-8: written otherwise it would be another name.
  init(
    _ data: Data,
    isNul: Bool,
    areNames: Bool,
    exists: (String) -> Bool
  ) throws(CommandFailure) {
    let read = data.withUnsafeBytes { raw in
      Result<Self, CommandFailure> { () throws(CommandFailure) in
        var lines = CandidateLines(
          bytes: raw.assumingMemoryBound(to: UInt8.self),
          end: isNul ? 0 : UInt8(ascii: "\n"),
          splits: !isNul && !areNames
        )
        lines.read(exists: exists)
        return try Self(lines)
      }
    }
    self = try read.get()
  }

  private init(_ lines: CandidateLines) throws(CommandFailure) {
    let unique = UniqueRanges(lines.ranges, of: lines.bytes)
    var items: [String] = []
    items.reserveCapacity(unique.ranges.count)
    for range in unique.ranges {
      let name = UnsafeBufferPointer(rebasing: lines.bytes[range])
      let item = String(decoding: name, as: UTF8.self)
      guard item.utf8.count == name.count,
        name.allSatisfy({ $0 < 0x80 }) || item.utf8.elementsEqual(name)
      else {
        throw CommandFailure(
          "the name \"\(terminalText(item))\" is not UTF-8; rename it",
          .unusableInput
        )
      }
      items.append(item)
    }
    self.items = items
    repeated = lines.ranges.count - unique.ranges.count
  }
}

/// Where the items of a list are in its bytes.
private struct CandidateLines {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The byte that ends an item.
  let end: UInt8
  /// Whether spaces end one as well.
  let splits: Bool
  private(set) var ranges: [Range<Int>] = []

  /// Longer than any path that can be there.
  private static let longestPath = 4096

  init(bytes: UnsafeBufferPointer<UInt8>, end: UInt8, splits: Bool) {
    self.bytes = bytes
    self.end = end
    self.splits = splits
  }

  mutating func read(exists: (String) -> Bool) {
    // PowerShell writes a mark of UTF-8 before the first name.
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    ranges.reserveCapacity(bytes.count / 32)
    while start < bytes.count {
      let stop = next(end, in: start..<bytes.count) ?? bytes.count
      add(start..<stop, exists: exists)
      start = stop + 1
    }
  }

  private mutating func add(_ whole: Range<Int>, exists: (String) -> Bool) {
    guard end != 0 else {
      if !whole.isEmpty { ranges.append(whole) }
      return
    }
    var line = whole
    if let last = line.last, bytes[last] == UInt8(ascii: "\r") { line = line.lowerBound..<last }
    var first = line.lowerBound
    while first < line.upperBound, isBlank(bytes[first]) { first += 1 }
    guard first < line.upperBound else { return }
    guard splits, hasBlank(line) else {
      ranges.append(line)
      return
    }
    line = first..<line.upperBound
    if line.count <= CandidateLines.longestPath,
      exists(String(decoding: bytes[line], as: UTF8.self))
    {
      ranges.append(line)
    } else {
      addWords(of: line)
    }
  }

  private mutating func addWords(of line: Range<Int>) {
    var start: Int?
    for index in line {
      if isBlank(bytes[index]) {
        if let begun = start { ranges.append(begun..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let start { ranges.append(start..<line.upperBound) }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private func hasBlank(_ line: Range<Int>) -> Bool {
    next(UInt8(ascii: " "), in: line) != nil || next(UInt8(ascii: "\t"), in: line) != nil
  }

  private func next(_ byte: UInt8, in range: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress, !range.isEmpty,
      let found = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
