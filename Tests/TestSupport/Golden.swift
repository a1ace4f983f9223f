public import Foundation
public import Testing

/// The `Fixtures` folder at the root of the package.
public let fixtures = packageFolder.appending(path: "Fixtures")

/// The root of the package.
public let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Expects `actual` to equal the golden file at `path` under `Fixtures/golden`.
///
/// Set `RECORD_GOLDEN=1` to rewrite the file; a recorded test still fails, so CI can never record.
public func expectGolden(
  _ actual: String,
  _ path: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = fixtures.appending(path: "golden").appending(path: path)
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
    let folder = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try actual.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("Recorded \(path)", sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOf: url, encoding: .utf8)
  guard actual != expected else { return }
  let lines = (
    expected.split(separator: "\n", omittingEmptySubsequences: false),
    actual.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let line = zip(lines.0, lines.1).prefix { $0 == $1 }.count
  Issue.record(
    """
    \(path) differs from line \(line + 1) on:
    - \(line < lines.0.count ? lines.0[line] : "(end)")
    + \(line < lines.1.count ? lines.1[line] : "(end)")
    """,
    sourceLocation: sourceLocation
  )
}
