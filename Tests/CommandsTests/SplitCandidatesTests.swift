import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("The items of a split")
struct SplitCandidatesTests {
  private func read(
    _ text: String,
    isNul: Bool = false,
    areNames: Bool = false,
    files: Set<String> = []
  ) throws -> SplitCandidates {
    try SplitCandidates(Data(text.utf8), isNul: isNul, areNames: areNames) { files.contains($0) }
  }

  @Test(
    "Items stand one a line or with spaces between",
    arguments: [
      ("", []), ("\n\n", []), (" \t\n", []), ("a", ["a"]), ("a\nb\n", ["a", "b"]),
      ("a b\tc\n", ["a", "b", "c"]), ("  a  b  \r\nc\r\n", ["a", "b", "c"]),
      ("a\r\n\r\nb", ["a", "b"]),
      ("my file.py\nx y", ["my file.py", "x", "y"]), ("  my file.py", ["my file.py"]),
      ("é😀 ü\nz", ["é😀", "ü", "z"]), ("\u{FEFF}a\nb", ["a", "b"]), ("b\na\nb", ["b", "a"]),
      ("a\u{A0}b", ["a\u{A0}b"]),
    ]
  )
  func lines(text: String, items: [String]) throws {
    #expect(try read(text, files: ["my file.py"]).items == items)
  }

  @Test("Names of tests keep their spaces, and what ends in NUL keeps every character")
  func names() throws {
    #expect(try read("cart adds\n x\ty\r\n \n", areNames: true).items == ["cart adds", " x\ty"])
    #expect(try read("a b\0c\nd\r\0 \0\0e", isNul: true).items == ["a b", "c\nd\r", " ", "e"])
  }

  @Test("Items that come again are counted, and twins of Unicode are two")
  func repeated() throws {
    let read = try read("b\na\nb\nb a c\né\ne\u{301}\né")
    #expect(
      read.items.map { Array($0.utf8) } == ["b", "a", "c", "é", "e\u{301}"].map { Array($0.utf8) }
    )
    #expect(read.repeated == 4)
    #expect(try self.read("a\na\nb").repeated == 1)
  }

  @Test("A name that is no text is an error, as it would be another name")
  func refusesOtherBytes() {
    for bytes in [[0x61, 0xFF], [0xE9], [0xF0, 0x9F, 0x98], [0x61, 0xED, 0xA0, 0x80]] as [[UInt8]] {
      let error = #expect(throws: CommandFailure.self) {
        try SplitCandidates(Data("ok\n".utf8) + Data(bytes), isNul: false, areNames: false) { _ in
          false
        }
      }
      #expect(error?.status == .unusableInput)
    }
    #expect((try? read("a\u{FFFD}b").items) == ["a\u{FFFD}b"])
  }

  @Test(
    "No line is lost or told apart wrongly, sorted or not, many or few",
    arguments: [3, 40, 3000]
  )
  func keepsAll(count: Int) throws {
    var random = SeededRandom(seed: UInt64(count))
    for isSorted in [true, false] {
      var names = (0..<count).map { _ in
        String(repeating: "x", count: Int.random(in: 0...40, using: &random))
          + String(Int.random(in: 0..<count, using: &random))
      }
      if isSorted { names.sort() }
      var seen: Set<String> = []
      let expected = names.filter { seen.insert($0).inserted }
      let ends = ["\n", "\r\n", " ", "\t ", "\n\n"]
      let text = names.reduce("") { $0 + $1 + (ends.randomElement(using: &random) ?? "\n") }
      let read = try read(text)
      #expect(read.items == expected)
      #expect(read.repeated == names.count - expected.count)
      let sortedOnce = try self.read(expected.sorted().joined(separator: "\n"))
      #expect(sortedOnce.items == expected.sorted() && sortedOnce.repeated == 0)
    }
  }
}
