extension Dialect {
  /// nose and nose2: one suite of one name.
  static let nose = Dialect(
    producer: "nose",
    isRecognized: { $0.suite["name"] == "nosetests" || $0.suite["name"] == "nose2-junit" },
    suiteNames: .vary,
    suiteIsSession: true
  )
}
