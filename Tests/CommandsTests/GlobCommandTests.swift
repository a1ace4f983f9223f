import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("evenkeel tests glob")
struct GlobCommandTests {
  @Test("It lists what any pattern matches once, and says which match nothing")
  func lists() throws {
    try withTemporaryFolder { folder in
      for file in ["t/b_test.py", "t/u/a b_test.py", "c_test.rb"] { try folder.write("", to: file) }
      let found = try run(
        ["tests", "glob", "**/*_test.py", "./t/*", "none/*.py", "{c,d}_test.rb"],
        in: folder
      )
      #expect(found.text == "c_test.rb\nt/b_test.py\nt/u/a b_test.py\n")
      #expect(found.remarks == ["no file matches none/*.py"] && found.status == .done)
      let nul = try run(["tests", "glob", "-0", "t/**"], in: folder)
      #expect(nul.text == "t/b_test.py\0t/u/a b_test.py\0")
      let none = try run(["tests", "glob", "x", "y"], in: folder)
      #expect(none.text.isEmpty && none.status == .done && none.remarks.count == 2)
    }
  }

  @Test("A name with a line break is listed whole with -0, and warned of without")
  func lineBreaks() throws {
    try withTemporaryFolder { folder in
      try folder.write("", to: "a\nb.py")
      #expect(try run(["tests", "glob", "*", "-0"], in: folder).text == "a\nb.py\0")
      #expect(try run(["tests", "glob", "*"], in: folder).remarks.contains { $0.contains("-0") })
    }
  }
}
