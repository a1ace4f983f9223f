extension Dialect {
  /// jest-junit: templates make the names, and often class and name the same.
  static let jest = Dialect(
    producer: "Jest",
    isRecognized: {
      $0.root["name"] == "jest tests" || $0.root["name"] == "Jest Tests"
        || $0.hasSuite(shaped: "name errors failures skipped timestamp time tests file?")
    }
  )
}
