/// One execution as an element of a JUnit report.
struct JUnitCase {
  let text: String

  init(_ execution: SimulatedCase) {
    let opening = Self.opening(of: execution)
    let children = Self.children(of: execution)
    text = children.isEmpty ? opening + "/>" : opening + ">" + children + "</testcase>"
  }

  private static func opening(of execution: SimulatedCase) -> String {
    let identity = execution.identity
    let time = DecimalText.seconds(milliseconds: execution.durationMilliseconds)
    return "<testcase classname=\"\(XMLText.attribute(identity.classname))\""
      + " name=\"\(XMLText.attribute(identity.name))\""
      + " file=\"\(XMLText.attribute(identity.file))\""
      + " line=\"\(identity.line)\" time=\"\(time)\""
  }

  /// The attempts that failed, in the words Surefire has for retries.
  private static func children(of execution: SimulatedCase) -> String {
    switch execution.outcome {
    case .skipped:
      return "<skipped type=\"pytest.skip\" message=\"not supported here\"/>"
    case .passed:
      return execution.failedAttempts
        .map { element($0, failure: "flakyFailure", error: "flakyError") }.joined()
    case .failed, .error:
      let first = execution.failedAttempts.prefix(1)
        .map { element($0, failure: "failure", error: "error") }
      let retries = execution.failedAttempts.dropFirst()
        .map { element($0, failure: "rerunFailure", error: "rerunError") }
      return (first + retries).joined()
    }
  }

  private static func element(
    _ attempt: FailedAttempt,
    failure: String,
    error: String
  ) -> String {
    let name = attempt.isError ? error : failure
    return "<\(name) message=\"\(XMLText.attribute(attempt.message))\""
      + " type=\"\(XMLText.attribute(attempt.type))\">"
      + XMLText.content(attempt.trace) + "</\(name)>"
  }
}
