/// The elements of JUnit XML that are read.
enum JUnitElement {
  case testsuites, testsuite, testcase
  case failure, error, skipped
  case flakyFailure, flakyError, rerunFailure, rerunError
  case stackTrace, systemOut, systemErr
  case properties, property
  case other

  static let names: [String: JUnitElement] = [
    "testsuites": .testsuites, "testsuite": .testsuite, "testcase": .testcase,
    "failure": .failure, "error": .error, "skipped": .skipped, "ignored": .skipped,
    "flakyFailure": .flakyFailure, "flakyError": .flakyError,
    "rerunFailure": .rerunFailure, "rerunError": .rerunError, "stackTrace": .stackTrace,
    "system-out": .systemOut, "system-err": .systemErr,
    "properties": .properties, "property": .property,
  ]

  /// Whether the element tells how an attempt ended.
  var isResult: Bool {
    switch self {
    case .failure, .error, .skipped, .flakyFailure, .flakyError, .rerunFailure, .rerunError: true
    default: false
    }
  }
}

/// The attributes of JUnit XML that are read.
enum JUnitAttribute {
  case name, classname, file, line, time, timestamp, status, result, message, type, value
  case tests, package, hostname, flaky, other

  static let names: [String: JUnitAttribute] = [
    "name": .name, "classname": .classname, "class": .classname, "group": .classname, "file": .file,
    "filepath": .file, "filename": .file, "line": .line, "lineno": .line, "time": .time,
    "duration": .time, "timestamp": .timestamp, "status": .status, "result": .result,
    "message": .message, "type": .type, "value": .value, "tests": .tests,
    "package": .package, "hostname": .hostname, "flaky": .flaky,
  ]
}

extension XMLVocabulary {
  /// The elements of JUnit XML.
  static let junit = XMLVocabulary(
    roots: ["testsuites", "testsuite"],
    structure: ["testcase", "properties", "property"],
    text: JUnitElement.names.keys.filter {
      !["testsuites", "testsuite", "testcase", "properties", "property"].contains($0)
    },
    deepestNesting: JUnitReader.deepestNesting
  )
}
