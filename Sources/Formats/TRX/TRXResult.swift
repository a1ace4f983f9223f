import TestModel

/// One result of a TRX file.
struct TRXResult {
  var testID = ""
  var name = ""
  var outcome = ""
  var duration: Microseconds?
  var computerName = ""
  var message: String?
  var stackTrace: String?
  var output: String?
  /// Whether rows of data, which are results of their own, stood in it, and whether one failed.
  var hasRows = false
  var hasFailedRow = false

  /// The result as a case, with the class and the assembly that its definition names.
  func testCase(_ definition: TRXDefinition?) -> ReportedCase {
    let classname = definition?.classname ?? ""
    let isQualified = !classname.isEmpty && name.hasPrefix(classname + ".")
    var attempt = Attempt(outcome: reportedOutcome, duration: duration)
    if attempt.outcome != .passed {
      attempt.message = message
      attempt.type = ["Failed", "NotExecuted"].contains(outcome) ? nil : outcome
    }
    if attempt.outcome.isFailure { attempt.details = stackTrace ?? message }
    return ReportedCase(
      id: TestID(
        suite: definition?.assembly ?? "",
        classname: classname,
        name: isQualified ? String(name.dropFirst(classname.utf8.count + 1)) : name
      ),
      attempts: [attempt],
      properties: computerName.isEmpty ? [] : [Property(name: "hostname", value: computerName)],
      output: output,
      // Without a class, tests of several classes would share one identity.
      isAmbiguous: definition == nil && !name.contains(".")
    )
  }

  /// What the outcome says; a result without one is, by the format's default, an error.
  var reportedOutcome: Outcome {
    switch outcome {
    case "Passed", "PassedButRunAborted", "Completed", "Warning": .passed
    case "Failed": .failed
    case "", "Error", "Timeout", "Aborted", "Disconnected", "InProgress": .errored
    default: .skipped
    }
  }
}

/// What a TRX file says of a test beside its results.
struct TRXDefinition {
  var classname: String
  var assembly: String

  /// Takes the class without the assembly's name, and the assembly without its folder.
  init(className: String, storage: String) {
    classname = trimmed(String(className.prefix { $0 != "," })) ?? ""
    assembly = storage.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
  }
}

/// Reads a time span of .NET's: `[days.]hours:minutes:seconds[.fraction]`.
func timeSpan(_ text: String) -> Microseconds? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 3, let minutes = Int(parts[1]), let seconds = Double(parts[2]),
    (0..<60).contains(minutes), !text.hasPrefix("-")
  else { return nil }
  let dayAndHours = parts[0].split(separator: ".", omittingEmptySubsequences: false)
  let numbers = dayAndHours.compactMap { Int($0) }
  guard numbers.count == dayAndHours.count, numbers.count <= 2,
    numbers.allSatisfy({ (0..<100_000).contains($0) })
  else { return nil }
  let hours = numbers.count == 2 ? numbers[0] * 24 + numbers[1] : numbers[0]
  return reportedTime(seconds: Double(hours * 3600 + minutes * 60) + seconds)
}
