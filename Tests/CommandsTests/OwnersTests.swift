import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("Owners from the checkout")
struct OwnersTests {
  @Test("The file is where the checkout begins, .github first, and not above it or below")
  func found() throws {
    try withTemporaryFolder { folder in
      let source = try folder.write("", to: "shop/src/a.py").dropLast(5)
      func owner() -> [String] {
        owners(in: String(source)).owners(of: TestID(name: "adds", file: "a/b.py"))
      }
      try folder.write("* @above", to: "CODEOWNERS")
      #expect(owner() == ["@above"])
      try folder.write("ref: refs/heads/main", to: "shop/.git/HEAD")
      try folder.write("* @below", to: "shop/src/CODEOWNERS")
      #expect(owner() == [])
      try folder.write("[All] @docs\n*", to: "shop/docs/CODEOWNERS")
      #expect(owner() == ["@docs"])
      try folder.write("* @shop", to: "shop/.github/CODEOWNERS")
      #expect(owner() == ["@shop"])
    }
  }

  @Test("A file that is too large is not read, and people are told")
  func tooLarge() throws {
    try withTemporaryFolder { folder in
      try folder.write(String(repeating: "# none of this\n", count: 210_000), to: "CODEOWNERS")
      let owners = owners(in: folder.path(percentEncoded: false))
      #expect(owners.codeOwners == nil)
      #expect(owners.remarks == ["CODEOWNERS is over 3 MB and is not read; owners are unknown"])
    }
  }

  private func owners(in folder: String) -> Owners {
    Owners(
      in: Surroundings(
        variables: [:],
        folder: folder,
        now: Timestamp(milliseconds: 0),
        standardInput: { nil },
        progress: { _ in }
      )
    )
  }
}
