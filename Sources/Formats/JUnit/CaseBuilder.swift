import TestModel

/// What one `<failure>`, `<flakyError>`, `<skipped>` … of a case says.
struct ResultElement: Sendable {
  var kind: JUnitElement
  var message: String?
  var type: String?
  var time: Microseconds?
  var text: String?
  /// What the attempt printed.
  var output: String?
}

/// What else than its identity is known of a test case while its element is open.
struct CaseBuilder {
  var time: Microseconds?
  var status = ""
  var result = ""
  /// Whether the report says that the case passed after the failures that it tells (Flank).
  var isFlaky = false
  var results: [ResultElement] = []
  var properties: [Property] = []
  var output: String?

  /// Whether there is nothing to tell but an outcome and a time.
  var isPlain: Bool { results.isEmpty && properties.isEmpty && output == nil }

  /// The attempts, the first one first.
  ///
  /// Surefire's rules, which Gradle, nextest and Playwright follow: `flaky…` elements are failed
  /// attempts before the pass that the case's own time belongs to; a plain failure is the first
  /// attempt, and `rerun…` elements are the ones after it. Several plain failures are one attempt
  /// that failed in several ways (GoogleTest, Swift Testing). A failure beside `flaky…` elements is
  /// the verdict on a case that passed in the end, where nextest is told not to forgive: it stands
  /// behind the pass, so that neither is lost.
  func attempts(_ dialect: Dialect) -> [Attempt] {
    guard !results.isEmpty else { return [Attempt(outcome: silentOutcome, duration: time)] }
    let skip = results.first { $0.kind == .skipped }
    if dialect.skipExcusesFailure, let skip { return [skipped(skip)] }
    let flaky = results.filter { $0.kind == .flakyFailure || $0.kind == .flakyError }
    let rerun = results.filter { $0.kind == .rerunFailure || $0.kind == .rerunError }
    let plain = results.filter { $0.kind == .failure || $0.kind == .error }
    let before = flaky.map { failedAttempt($0, outcome: $0.kind == .flakyError) }
    let after = rerun.map { failedAttempt($0, outcome: $0.kind == .rerunError) }
    if !plain.isEmpty, !before.isEmpty, after.isEmpty, skip == nil {
      var verdict = joined(plain)
      verdict.duration = nil
      return before + [Attempt(outcome: .passed, duration: time), verdict]
    }
    if isFlaky, !plain.isEmpty {
      return [joined(plain), Attempt(outcome: .passed)]
    }
    guard plain.isEmpty else { return before + [joined(plain)] + after }
    if let skip { return before + after + [skipped(skip)] }
    // A rerun without the failure it repeats: no producer writes it. The case has no failure of its
    // own, so it is read as one that passed in the end.
    return before + after + [Attempt(outcome: .passed, duration: time)]
  }

  /// The outcome of a case without children: GoogleTest and CTest tell it in an attribute.
  var silentOutcome: Outcome {
    if status.isEmpty, result.isEmpty { return .passed }
    return switch (status.lowercased(), result.lowercased()) {
    case ("notrun", _), ("disabled", _), ("skipped", _), ("ignored", _), ("pending", _),
      ("untested", _), ("inconclusive", _), (_, "skipped"), (_, "skip"), (_, "suppressed"):
      .skipped
    case ("fail", _), ("failed", _), ("failure", _), (_, "fail"), (_, "xpass"): .failed
    case ("error", _), ("errored", _): .errored
    default: .passed
    }
  }

  private func skipped(_ skip: ResultElement) -> Attempt {
    Attempt(
      outcome: .skipped,
      duration: time,
      message: skip.message ?? skip.text,
      type: skip.type
    )
    .asItEnded
  }

  private func failedAttempt(_ element: ResultElement, outcome isError: Bool) -> Attempt {
    Attempt(
      outcome: isError ? .errored : .failed,
      duration: element.time,
      message: element.message,
      type: element.type,
      details: element.text,
      output: element.output
    )
    .asItEnded
  }

  /// One attempt of all the plain failures of a case.
  private func joined(_ failures: [ResultElement]) -> Attempt {
    let texts = failures.compactMap { $0.text ?? (failures.count > 1 ? $0.message : nil) }
    return Attempt(
      outcome: failures.contains { $0.kind == .failure } ? .failed : .errored,
      duration: time,
      message: failures.lazy.compactMap(\.message).first,
      type: failures.lazy.compactMap(\.type).first,
      details: texts.isEmpty ? nil : texts.joined(separator: "\n\n"),
      output: failures.lazy.compactMap(\.output).first
    )
    .asItEnded
  }
}
