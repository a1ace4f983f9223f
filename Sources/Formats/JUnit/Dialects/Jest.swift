extension Dialect {
  /// jest-junit.
  static let jest = Dialect(
    producer: "Jest",
    isRecognized: { ["jest tests", "Jest Tests"].contains($0.root["name"]) }
  )
}
