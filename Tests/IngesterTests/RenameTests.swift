import Storage
import Testing

@testable import Ingester

@Suite("Tests whose file has another name")
struct RenameTests {
  /// Tests of a file, named one by one; `class.name` for one in a class of the file.
  static func tests(_ file: String, _ names: [String], from row: Int64, told: Bool = false)
    -> [PlacedTest]
  {
    let module = file.dropLast(3).replacing("/", with: ".")
    return names.enumerated().map { offset, name in
      let parts = name.split(separator: ".")
      return PlacedTest(
        id: row + Int64(offset),
        file: file,
        classname: parts.count > 1 ? "\(module).\(parts[0])" : String(module),
        name: String(parts[parts.count - 1]),
        isTold: told
      )
    }
  }

  /// The files that have several tests.
  static func files(_ tests: [PlacedTest]) -> [String] {
    Dictionary(grouping: tests, by: \.file).filter { $0.value.count > 1 }.map(\.key)
  }

  /// What the history would say of the names.
  static func shared(_ new: [PlacedTest], _ known: [PlacedTest]) -> [SharedNames] {
    let names = Dictionary(grouping: known, by: \.file).mapValues { Set($0.map(\.name)) }
    return Dictionary(grouping: new, by: \.file).flatMap { file, tests in
      names.compactMap { known, names in
        let count = names.intersection(tests.map(\.name)).count
        return count > 0 ? SharedNames(new: file, known: known, count: count) : nil
      }
    }
  }

  private func renames(
    _ new: [PlacedTest],
    of known: [PlacedTest],
    checkout: [String],
    stale: Set<Int64> = []
  ) throws -> [FileRename] {
    try fileRenames(
      RenameFacts(
        newFiles: Self.files(new),
        new: { files in new.filter { files.contains($0.file) } },
        shared: { Self.shared(new, known) },
        known: { files in known.filter { files.contains($0.file) } },
        current: { Set($0).subtracting(stale) }
      ),
      checkout: ClassFiles { checkout }
    )
  }

  @Test("The same names in a new file go on, where the old file is gone")
  func goesOn() throws {
    let old = Self.tests("tests/old.py", ["a", "TestCart.b", "c[1]"], from: 1)
    let new = Self.tests("sub/new.py", ["c[1]", "a", "TestCart.b"], from: 11)
    let found = try renames(new, of: old, checkout: ["sub/new.py", "setup.py"])
    #expect(found.map(\.from) == ["tests/old.py"] && found.map(\.to) == ["sub/new.py"])
    #expect(
      found.flatMap(\.pairs) == [
        .init(new: 11, old: 3), .init(new: 12, old: 1), .init(new: 13, old: 2),
      ]
    )
  }

  @Test("A move into a folder is a rename, and so are two of them at once")
  func moves() throws {
    let old =
      Self.tests("tests/a.py", ["a", "b"], from: 1) + Self.tests("tests/b.py", ["c", "d"], from: 5)
    let new =
      Self.tests("app/tests/a.py", ["a", "b"], from: 11)
      + Self.tests("app/tests/b.py", ["c", "d"], from: 15)
    let found = try renames(new, of: old, checkout: ["app/tests/a.py", "app/tests/b.py"])
    #expect(found.map(\.to) == ["app/tests/a.py", "app/tests/b.py"])
  }

  @Test("Some cases may have come and gone with the rename, and stale ones do not count")
  func toleratesChanges() throws {
    let names = ["a", "b", "c", "d", "e"]
    let old = Self.tests("old.py", names + ["long", "gone", "since"], from: 1)
    let new = Self.tests("new.py", ["a", "b", "c", "d", "added"], from: 11)
    #expect(try renames(new, of: old, checkout: ["new.py"], stale: [6, 7, 8])[0].pairs.count == 4)
    #expect(try renames(new, of: old, checkout: ["new.py"]).isEmpty)
  }

  @Test(
    "Where the evidence is not clear the tests are new",
    arguments: [
      // A copy: the old file is there, from the root or from a folder on.
      (["a", "b", "c"], ["a", "b", "c"], ["new.py", "old.py"]),
      (["a", "b", "c"], ["a", "b", "c"], ["new.py", "packages/x/old.py"]),
      // The new file is not in the checkout, or nothing is.
      (["a", "b", "c"], ["a", "b", "c"], ["other.py"]),
      (["a", "b", "c"], ["a", "b", "c"], []),
      // One name only, once or with parameters.
      (["a"], ["a"], ["new.py"]),
      (["a[1]", "a[2]", "a[3]"], ["a[1]", "a[2]", "a[3]"], ["new.py"]),
      // Too few of the old ones, or of the new ones.
      (["a", "b", "c", "d"], ["a", "b", "c"], ["new.py"]),
      (["a", "b"], ["a", "b", "c", "d", "e"], ["new.py"]),
      // The same names in other classes.
      (["X.a", "X.b", "X.c"], ["Y.a", "Y.b", "Y.c"], ["new.py"]),
      // The same name twice tells nothing.
      (["a", "a", "b"], ["a", "b"], ["new.py"]),
    ]
  )
  func isNew(old: [String], new: [String], checkout: [String]) throws {
    let known = Self.tests("old.py", old, from: 1)
    #expect(try renames(Self.tests("new.py", new, from: 50), of: known, checkout: checkout).isEmpty)
  }

  @Test("Of several old files, several new ones, and one that still runs, none is taken")
  func isNewAmongSeveral() throws {
    let names = ["a", "b", "c"]
    let new = Self.tests("new.py", names, from: 50)
    let old = Self.tests("old.py", names, from: 1)
    let twin = Self.tests("twin.py", names, from: 11)
    #expect(try renames(new, of: old + twin, checkout: ["new.py"]).isEmpty)
    #expect(try renames(new, of: old + twin, checkout: ["new.py", "twin.py"]).isEmpty)
    let second = Self.tests("second.py", names, from: 60)
    #expect(try renames(new + second, of: old, checkout: ["new.py", "second.py"]).isEmpty)
    let running = Self.tests("old.py", names, from: 1, told: true)
    #expect(try renames(new, of: running, checkout: ["new.py"]).isEmpty)
    let earlier = Self.tests("new.py", ["z"], from: 30)
    #expect(try renames(new, of: old + earlier, checkout: ["new.py"]).isEmpty)
    #expect(try renames(new, of: old, checkout: ["new.py"], stale: [1, 2, 3]).isEmpty)
    let absolute = Self.tests("/ci/old.py", names, from: 1)
    #expect(try renames(new, of: absolute, checkout: ["new.py"]).isEmpty)
  }

  @Test("The history is asked only where a new file of the checkout has new tests")
  func asksForReasonsOnly() throws {
    struct Asked: Error {}
    func facts(_ new: [PlacedTest]) -> RenameFacts {
      RenameFacts(
        newFiles: Self.files(new),
        new: { _ in throw Asked() },
        shared: { throw Asked() },
        known: { _ in throw Asked() },
        current: { _ in throw Asked() }
      )
    }
    let checkout = ClassFiles { ["new.py"] }
    #expect(try fileRenames(facts([]), checkout: checkout).isEmpty)
    let other = Self.tests("other.py", ["a", "b"], from: 1)
    #expect(try fileRenames(facts(other), checkout: checkout).isEmpty)
    #expect(throws: Asked.self) {
      try fileRenames(facts(Self.tests("new.py", ["a", "b"], from: 1)), checkout: checkout)
    }
  }
}
