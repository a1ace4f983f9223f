import TestModel

/// Reads a TAP stream: versions 12 to 14, with subtests and YAML blocks, also what `prove -v` prints.
///
/// A subtest is a suite; its own point is a case only where it failed on its own account. A stream
/// without a plan, with fewer points than planned, or that bails out is truncated.
final class TAPReader: ReportReader {
  static let name = "TAP"
  /// The cases that may wait for the name of their subtest.
  private static let mostHeld = 50_000
  private static let deepestNesting = 100

  private var lines = LineSplitter()
  private var teller: CaseTeller
  private var levels = [TAPLevel()]
  private var point: (value: TAPPoint, level: Int)?
  private var children: TAPLevel?
  private var diagnostic: TAPDiagnostic?
  private var blockIndentation: Int?
  private var comments = BoundedText()
  private var file = ""
  private var lastLine = 1
  private var isOver = false
  private var isEmpty = true

  init(teller: CaseTeller) {
    self.teller = teller
    self.teller.summary.producer = TAPReader.name
  }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try lines.push(bytes) { try take($0, line: $1) }
  }

  func finish() throws -> ReportSummary {
    try lines.finish { try take($0, line: $1) }
    if blockIndentation != nil { truncate("a block of YAML has no end") }
    try endStream()
    try teller.finish()
    if isEmpty { throw lines.line == 0 ? ReportError.empty : .notReport(format: TAPReader.name) }
    guard !teller.isEmpty || !teller.summary.isTruncated else {
      throw ReportError.brokenBeforeFirstCase(
        reason: teller.summary.notes.first?.text ?? "it is truncated",
        line: lastLine
      )
    }
    return teller.summary
  }

  private func take(_ text: ArraySlice<UInt8>, line: Int) throws {
    lastLine = line
    guard !isOver else { return }
    let text = line == 1 && text.starts(with: byteOrderMark) ? text.dropFirst(3) : text
    let content = text.drop { $0 == UInt8(ascii: " ") }
    let indentation = text.count - content.count
    if takeBlock(text, content, indentation) { return }
    let level = min(indentation / 4, TAPReader.deepestNesting)
    switch TAPLine(content) {
    case .point(let value): try take(value, level: level)
    case .plan(let count): try take(plan: count, level: level, line)
    case .subtest(let name): try openSubtest(named: name, level: level)
    case .comment(let comment): comments.append(comment + "\n")
    case .version:
      if level == 0, levels[0].points > 0 || levels[0].plan != nil { try endStream() }
    case .bailOut(let reason): try bailOut(reason, line: line)
    case .endOfSubtest: break
    case .foreign: try takeHeading(content)
    }
  }

  // MARK: Blocks

  /// Takes a line of a YAML block, which belongs to the point before it.
  private func takeBlock(
    _ text: ArraySlice<UInt8>,
    _ content: ArraySlice<UInt8>,
    _ indentation: Int
  ) -> Bool {
    guard let start = blockIndentation else {
      guard point != nil, content.elementsEqual("---".utf8) else { return false }
      blockIndentation = indentation
      diagnostic = TAPDiagnostic()
      return true
    }
    if indentation <= start, content.elementsEqual("...".utf8) {
      blockIndentation = nil
      return true
    }
    guard indentation >= start || content.isEmpty else {
      // The block has no end.
      blockIndentation = nil
      return false
    }
    diagnostic?.add(text)
    return true
  }

  // MARK: Structure

  private func take(_ value: TAPPoint, level: Int) throws {
    try endPoint()
    isEmpty = false
    try open(level: level)
    children = try closeSubtests(to: level, named: value.description)
    levels[level].points += 1
    levels[level].nextName = value.opensBlock ? value.description : nil
    point = (value, level)
    comments = BoundedText()
  }

  private func take(plan count: Int, level: Int, _ line: Int) throws {
    try endPoint()
    isEmpty = false
    try open(level: level)
    if level == 0, let plan = levels[0].plan, levels[0].points >= plan { try endStream() }
    if level < levels.count { levels[level].plan = count }
    if count == 0, level == 0 { teller.note("all tests are skipped", line: line) }
  }

  /// Names the subtest that comes next: this level's, or, where no point precedes, the one that the
  /// comment itself stands in.
  private func openSubtest(named name: String, level: Int) throws {
    try endPoint()
    let isNamed = levels[levels.count - 1].nextName != nil
    try open(level: level)
    if level == levels.count - 1, level > 0, !isNamed, levels[level].name == nil,
      levels[level].points == 0
    {
      levels[level].name = name
    } else if level < levels.count {
      levels[level].nextName = name
    }
  }

  private func open(level: Int) throws {
    while levels.count <= level {
      let name = levels[levels.count - 1].nextName
      levels.append(TAPLevel(name: name))
    }
  }

  /// Closes the subtests that a point of `level` ends; returns what is known of its own one.
  private func closeSubtests(to level: Int, named name: String) throws -> TAPLevel? {
    var closed: TAPLevel?
    while levels.count > level + 1, let child = levels.popLast() {
      let cases = child.namedCases(suiteName(levels.count == level + 1 ? name : child.name ?? ""))
      for testCase in cases { try tell(testCase) }
      if child.hasFailure { levels[levels.count - 1].hasFailure = true }
      closed = child
    }
    return closed
  }

  private func endStream() throws {
    try endPoint()
    let isOpen = levels.count > 1
    _ = try closeSubtests(to: 0, named: levels.count > 1 ? levels[1].name ?? "" : "")
    let (plan, points) = (levels[0].plan, levels[0].points)
    if plan == nil, !isEmpty { truncate("the stream has no plan: it may have broken off") }
    if let plan, points < plan { truncate("\(plan) tests were planned and \(points) ran") }
    if let plan, points > plan { teller.note("\(plan) tests were planned and \(points) ran") }
    if isOpen { truncate("a subtest has no end") }
    levels = [TAPLevel()]
  }

  private func bailOut(_ reason: String, line: Int) throws {
    isEmpty = false
    isOver = true
    truncate("the run bailed out" + (reason.isEmpty ? "" : ": \(reason)"), line: line)
    try endPoint()
  }

  private func truncate(_ text: String, line: Int? = nil) {
    teller.summary.isTruncated = true
    teller.note(text, line: line ?? lastLine)
  }

  /// Takes the line with which `prove -v` begins a file: its path, and dots.
  private func takeHeading(_ content: ArraySlice<UInt8>) throws {
    let words = content.split(separator: UInt8(ascii: " "))
    guard words.count == 2, words[1].count >= 2, words[1].allSatisfy({ $0 == UInt8(ascii: ".") })
    else { return }
    if levels[0].points > 0 || levels[0].plan != nil { try endStream() }
    file = text(words[0])
  }

  // MARK: Cases

  private func endPoint() throws {
    guard let (value, level) = point else { return }
    let (diagnostic, children) = (self.diagnostic, self.children)
    point = nil
    self.diagnostic = nil
    self.children = nil
    blockIndentation = nil
    let attempt = self.attempt(of: value, diagnostic)
    if attempt.outcome.isFailure { levels[level].hasFailure = true }
    if diagnostic?.isSuite == true, !attempt.outcome.isFailure || children?.hasFailure == true {
      return
    }
    if let children, children.points > 0, !attempt.outcome.isFailure || children.hasFailure {
      return
    }
    let name = value.description
    let id = TestID(
      name: name.isEmpty ? "(unnamed \(value.number ?? levels[level].points))" : name,
      file: file
    )
    // Producers name the file of a failure only: as part of the identity it would make a test that
    // fails another one than the test that passes.
    let place = diagnostic?.place
    let testCase = ReportedCase(
      id: id,
      line: place?.line,
      attempts: [attempt],
      properties: place.map { [Property(name: "file", value: $0.file)] } ?? []
    )
    try tell(testCase)
  }

  private func attempt(of point: TAPPoint, _ diagnostic: TAPDiagnostic?) -> Attempt {
    var attempt = Attempt(outcome: .passed, duration: diagnostic?.duration ?? point.duration)
    switch (point.isOK, point.directive) {
    case (_, .skip):
      attempt.outcome = .skipped
      attempt.message = point.reason
    case (false, .todo):
      // Expected to fail.
      attempt.outcome = .skipped
      attempt.type = "TODO"
      attempt.message = point.reason ?? diagnostic?.message
    case (false, nil):
      attempt.outcome = .failed
      attempt.message = diagnostic?.message ?? firstLine(of: comments.text)
      attempt.type = diagnostic?.type
      attempt.details = diagnostic?.details ?? trimmed(comments.text)
    case (true, _): break
    }
    return attempt
  }

  /// Tells a case of the innermost open level, or holds it there until its subtest has a name.
  private func tell(_ testCase: ReportedCase) throws {
    let names = levels.dropFirst().map(\.name)
    let last = levels.count - 1
    guard names.contains(nil), levels.reduce(0, { $0 + $1.cases.count }) < TAPReader.mostHeld else {
      var named = testCase
      let path = names.compactMap { $0.map(suiteName) }
      named.id.suite = suitePath(path + [testCase.id.suite])
      return try teller.tell(named)
    }
    levels[last].cases.append(testCase)
  }

  /// The part that a subtest's name has in the path of suites: `node --test` names the subtest of a
  /// whole file by its absolute path, which is no part of it.
  private func suiteName(_ name: String) -> String { name.hasPrefix("/") ? "" : name }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
