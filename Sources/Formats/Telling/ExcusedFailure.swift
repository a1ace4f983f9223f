import TestModel

extension Attempt {
  /// The attempt as it ended, whatever the runner called it: one that failed, and was told as skipped
  /// so that it would not fail the run, is a failure; one that did not run, and was told as failed, is
  /// none.
  ///
  /// Without this a test in quarantine would look mended because its failures were hidden. What cannot
  /// be told from a skip stays one: it is no run, and speaks neither for nor against the test.
  var asItEnded: Attempt {
    guard let message, outcome != .passed else { return self }
    guard outcome == .skipped else { return isSkipOfTestNG(message) ? skipped : self }
    return excused(byQuarantine: message) ?? excused(byRobot: message) ?? self
  }

  private var skipped: Attempt {
    Attempt(outcome: .skipped, duration: duration, message: message, type: type, output: output)
  }

  /// Whether an error is what TestNG's own reports make of a skip that has a cause: a `SkipException`,
  /// or that a method was skipped on which this one depends.
  ///
  /// Source: `JUnitReportReporter` in TestNG 6, which asks for the exception before the status.
  private func isSkipOfTestNG(_ message: String) -> Bool {
    type == "org.testng.SkipException"
      || type == "java.lang.Throwable"
        && message.hasSuffix(" depends on not successfully finished methods")
  }

  /// A failure that one of our lists excused.
  ///
  /// Producers put words of their own in front (Allure's for pytest: `XFAIL `).
  private func excused(byQuarantine message: String) -> Attempt? {
    let head = String(decoding: message.utf8.prefix(96), as: UTF8.self)
    let marks = [(QuarantineMark.failed, Outcome.failed), (QuarantineMark.errored, .errored)]
    for (mark, outcome) in marks where head.holds(mark) {
      guard let place = message.place(of: mark) else { continue }
      let told = String(message[place.upperBound...])
      let cut = told.place(of: QuarantineMark.details)
      return failure(
        outcome,
        message: cut.map { String(told[..<$0.lowerBound]) } ?? told,
        type: nil,
        details: cut.map { String(told[$0.upperBound...]) } ?? details,
        excuse: .quarantine
      )
    }
    return nil
  }

  /// A failure that Robot Framework excused, by `--skiponfailure` or the tag `robot:skip-on-failure`.
  ///
  /// Source: `_skip_on_failure_message` and what it was called before in Robot Framework's
  /// running/status.py: the words of 7.5, of 5 to 7.1, and of 4. Its other skips have none of them. The
  /// type is what its reports give every failure.
  private func excused(byRobot message: String) -> Attempt? {
    let beginnings = [
      "Failed test skipped ", "Failed task skipped ", "Test failed but ", "Task failed but ",
    ]
    guard beginnings.contains(where: message.hasPrefix),
      let mark = message.place(of: "\n\nOriginal failure:\n")
    else { return nil }
    return failure(
      .failed,
      message: String(message[mark.upperBound...]),
      type: type == "SkipExecution" ? "AssertionError" : nil,
      details: details,
      excuse: .runner
    )
  }

  private func failure(
    _ outcome: Outcome,
    message: String,
    type: String?,
    details: String?,
    excuse: FailureExcuse
  ) -> Attempt {
    Attempt(
      outcome: outcome,
      duration: duration,
      message: message,
      type: type,
      details: details,
      output: output,
      excuse: excuse
    )
  }
}
