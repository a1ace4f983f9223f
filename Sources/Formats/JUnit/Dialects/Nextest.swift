import TestModel

extension Dialect {
  /// cargo-nextest.
  static let nextest = Dialect(
    producer: "nextest",
    isRecognized: { evidence in
      evidence.root["name"] == "nextest-run"
        || evidence.root.isShaped("name tests skipped? failures errors uuid timestamp time")
        || evidence.suite["name"].hasPrefix("@setup-script:")
    }
  )

  /// A stress run of cargo-nextest, in which every suite and class ends in the number of a run.
  static let nextestStress = Dialect(
    producer: "nextest",
    isRecognized: { evidence in
      nextest.isRecognized(evidence)
        && evidence.suites.contains { withoutStress($0["name"]) != nil }
    },
    repeatedNames: .runsInAnySuite,
    adjust: { testCase, _ in
      testCase.id.suite = withoutStress(testCase.id.suite) ?? testCase.id.suite
      testCase.id.classname = withoutStress(testCase.id.classname) ?? testCase.id.classname
      testCase.id.name = withoutStress(testCase.id.name) ?? testCase.id.name
    }
  )

  private static func withoutStress(_ name: String) -> String? {
    guard let mark = name.place(of: "@stress-") else { return nil }
    let number = name.utf8[mark.upperBound...]
    guard !number.isEmpty, number.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return String(name[..<mark.lowerBound])
  }
}
