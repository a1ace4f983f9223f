extension Dialect {
  /// Playwright: the suites are files, and their `hostname` is the project.
  static let playwright = Dialect(
    producer: "Playwright",
    isRecognized: {
      $0.hasSuite(shaped: "name timestamp hostname tests failures skipped time errors")
        || $0.root.isShaped("id name tests failures skipped errors time")
          && $0.testCase["classname"] == $0.suite["name"]
    },
    filePlace: .classname,
    hostnameIsProject: true
  )
}
