extension Dialect {
  /// Robot Framework’s `--xunit`: the class of a case is the path of its suites.
  static let robot = Dialect(
    producer: "Robot Framework",
    isRecognized: { evidence in
      let shape: StaticString = "name tests errors failures skipped time timestamp? source?"
      guard evidence.rootIsSuite, evidence.root.isShaped(shape) else { return false }
      let classname = evidence.testCase["classname"]
      let root = evidence.root["name"]
      return classname == root
        || classname.hasPrefix(root + ".")
          && classname.hasSuffix(evidence.suite["name"])
    },
    timestampsAreLocal: true
  )
}
