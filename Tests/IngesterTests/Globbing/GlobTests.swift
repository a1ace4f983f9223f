import Foundation
import Ingester
import TestSupport
import Testing

@Suite("Globs")
struct GlobTests {
  private func found(
    _ patterns: [String],
    among files: [String],
    links: [(String, String)] = []
  ) throws -> GlobbedFiles {
    try withTemporaryFolder { folder in
      for file in files { try folder.write("", to: file) }
      for (link, target) in links {
        try FileManager.default.createSymbolicLink(
          atPath: folder.appending(path: link).path(percentEncoded: false),
          withDestinationPath: target
        )
      }
      return GlobbedFiles(matching: patterns, in: folder.path(percentEncoded: false))
    }
  }

  @Test(
    "Each part of a pattern means what it does in doublestar",
    arguments: [
      ("*", [".b", "a", "a b.rb"]),
      ("**", [".b", "a", "a b.rb", "t/.h/x", "t/a", "t/u/[x]", "t/u/é"]),
      ("**/a", ["a", "t/a"]), ("t/**", ["t/.h/x", "t/a", "t/u/[x]", "t/u/é"]), ("t/**/a", ["t/a"]),
      ("t**", []), ("t/u/?", ["t/u/é"]), ("t/?/*", ["t/u/[x]", "t/u/é"]), ("*/a", ["t/a"]),
      ("t/u/\\[x\\]", ["t/u/[x]"]), ("t/u/[[]x]", ["t/u/[x]"]), ("t/u/[^a-z]", ["t/u/é"]),
      ("t/u/[!é]", []), ("t/u/[à-ï]", ["t/u/é"]), ("[]b-a]", []), ("[^]]", ["a"]), ("[\\a]", ["a"]),
      ("{a,t/{a,u/é}}", ["a", "t/a", "t/u/é"]), ("{,t/}a", ["a", "t/a"]), ("t/u/[{]", []),
      ("\\{a,b}", []), ("{a", []), ("[a", []), ("a{", []), ("./a", ["a"]), (".//./t/./a", ["t/a"]),
      ("t/../a", ["t/../a"]), ("t", []), ("t/", []), ("a/", []), ("", []), ("/", []), (".", []),
      (".git/*", [".git/c"]), ("{t,a}/**/x", ["t/.h/x"]), ("**/.*/**", [".git/c", "t/.h/x"]),
      ("**/**/a", ["a", "t/a"]), ("a/**", []), ("**/t/**/a", ["t/a"]),
    ]
  )
  func means(pattern: String, expected: [String]) throws {
    let files = ["a", ".b", "a b.rb", "t/a", "t/u/é", "t/u/[x]", "t/.h/x", ".git/c"]
    let found = try found([pattern], among: files)
    #expect(found.paths == expected)
    #expect(found.unmatched == (expected.isEmpty ? [pattern] : []))
  }

  @Test(
    "Several patterns are one list, sorted by bytes, each file once, and those without files are named"
  )
  func unites() throws {
    let files = ["a.py", "a/b.py", "a-b.py", "B.py", "a/é.py", "a/e\u{301}.py"]
    let found = try found(["**/*.py", "none/*", "./a/*", "a-b.py", "a/../B.py"], among: files)
    #expect(
      found.paths == ["B.py", "a-b.py", "a.py", "a/../B.py", "a/b.py", "a/e\u{301}.py", "a/é.py"]
    )
    #expect(
      found.paths.map { Array($0.utf8) }
        == found.paths.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    )
    #expect(found.unmatched == ["none/*"])
  }

  @Test("Absolute patterns give absolute paths")
  func absolute() throws {
    try withTemporaryFolder { folder in
      try folder.write("", to: "x/a.py")
      let root = folder.resolvingSymlinksInPath().path(percentEncoded: false)
      let path = root.hasSuffix("/") ? String(root.dropLast()) : root
      #expect(GlobbedFiles(matching: [path + "/**/*.py"], in: "/").paths == [path + "/x/a.py"])
    }
  }

  @Test("Links are followed where their files are not found otherwise, and never in a circle")
  func links() throws {
    let files = ["src/a/t.py", "lib/t.py", "other/t.py"]
    let links = [
      ("src/up", ".."), ("src/self", "."), ("src/a/twin", "../a"), ("src/lib", "../lib"),
      ("src/lib2", "../lib"), ("lib/back", "../src"), ("src/file.py", "../other/t.py"),
      ("src/broken.py", "nowhere"),
    ]
    let deep = try found(["src/**/*.py"], among: files, links: links)
    #expect(deep.paths == ["src/a/t.py", "src/file.py", "src/lib/t.py"])
    let named = try found(["src/self/a/*.py", "src/*/t.py"], among: files, links: links)
    #expect(named.paths == ["src/a/t.py", "src/lib/t.py", "src/lib2/t.py", "src/self/a/t.py"])
    let all = try found(["**/*.py"], among: files, links: links)
    #expect(all.paths == ["lib/t.py", "other/t.py", "src/a/t.py", "src/file.py"])
  }

  @Test("Paths that lead to folders match where folders are wanted, and not under two stars")
  func folders() throws {
    try withTemporaryFolder { folder in
      for file in ["a/b/c", "a.x/c", "b"] { try folder.write("", to: file) }
      let path = folder.path(percentEncoded: false)
      #expect(Glob("a*").matches(in: path) == ["a", "a.x"])
      #expect(Glob("{a*,a/*}").matches(in: path) == ["a", "a.x", "a/b"])
      #expect(Glob("*/").matches(in: path) == ["a", "a.x"])
      #expect(Glob("**").matches(in: path) == ["a.x/c", "a/b/c", "b"])
    }
  }
}
