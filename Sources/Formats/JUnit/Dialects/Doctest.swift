extension Dialect {
  /// doctest: the class is the file, and a test with subcases is an entry for each way through it.
  static let doctest = Dialect(
    producer: "doctest",
    isRecognized: {
      $0.suite.has("doctest_version")
        || $0.testCase.isShaped("classname name time? status")
          && isSource($0.testCase["classname"])
    },
    filePlace: .classname
  )

  /// Whether a name ends as files of C++ do.
  private static func isSource(_ name: String) -> Bool {
    let ending = name.split(separator: ".").last
    return ["cpp", "cc", "cxx", "c", "h", "hpp", "hh", "hxx", "inl", "ipp", "mm"].contains(ending)
  }
}
