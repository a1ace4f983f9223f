extension Dialect {
  /// Any other program that writes with the quick-junit library, nextest's.
  static let quickJUnit = Dialect(
    producer: "quick-junit",
    isRecognized: {
      !$0.rootIsSuite
        && $0.root.isShaped("name tests skipped? failures errors uuid? timestamp? time?")
        && $0.suite.isShaped("name tests skipped? disabled? errors failures timestamp? time?")
        && ($0.suite.has("skipped") || $0.suite.has("disabled"))
    }
  )

  /// What converts the result bundles of Xcode with that library.
  static let xcresult = Dialect(
    producer: "xcresult",
    isRecognized: {
      $0.root["name"].hasPrefix("xcresult:")
        && $0.suite.isShaped("name tests disabled errors failures timestamp? time?")
    }
  )
}
