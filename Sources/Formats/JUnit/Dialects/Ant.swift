import TestModel

extension Dialect {
  /// Ant’s junit task: a file a class.
  static let ant = Dialect(
    producer: "Ant",
    isRecognized: { evidence in
      if evidence.properties.keys.contains(where: { $0.hasPrefix("ant.") }) { return true }
      return evidence.rootIsSuite
        && evidence.suite.isShaped("errors failures hostname name skipped? tests time timestamp")
        && evidence.properties.keys.contains { $0.hasPrefix("java.") }
        && evidence.suite["name"] == evidence.testCase["classname"]
    },
    timestampsAreLocal: true
  )

  /// What Ant’s junitreport task makes of the files of all classes, `TESTS-TestSuites.xml`: their
  /// packages stand in an attribute of their own, so that the suites are named otherwise than in the
  /// files themselves.
  static let antAggregate = Dialect(
    producer: "Ant",
    isRecognized: { evidence in
      let suite = evidence.suite
      return !evidence.rootIsSuite && suite.has("id") && !suite["package"].isEmpty
        && evidence.testCase["classname"] == "\(suite["package"]).\(suite["name"])"
    },
    timestampsAreLocal: true,
    adjust: { testCase, suites in
      guard let suite = suites.last, !suite.package.isEmpty,
        suite.package.utf8.count + suite.name.utf8.count <= longestPlace
      else { return }
      testCase.id.suite = "\(suite.package).\(suite.name)"
    }
  )
}
