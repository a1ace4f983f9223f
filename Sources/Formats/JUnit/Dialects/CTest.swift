extension Dialect {
  /// CTest.
  static let cTest = Dialect(
    producer: "CTest",
    isRecognized: { ["run", "notrun"].contains($0.testCase["status"]) }
  )
}
