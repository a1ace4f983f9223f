extension Dialect {
  /// gotestsum and go-junit-report: one entry an attempt.
  static let goTest = Dialect(
    producer: "go test",
    isRecognized: { $0.properties["go.version"] != nil },
    repeatedNames: .attempts
  )
}
