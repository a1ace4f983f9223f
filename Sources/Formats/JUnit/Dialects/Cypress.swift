extension Dialect {
  /// Cypress, which writes through mocha-junit-reporter; the last attempt is all it tells.
  static let cypress = Dialect(
    producer: "Cypress",
    isRecognized: { evidence in
      guard !evidence.rootIsSuite, evidence.hasSuite(named: "Root Suite") else { return false }
      return evidence.root["name"].lowercased().contains("cypress")
        || evidence.suites.contains {
          $0["file"].contains("cypress") || $0["file"].contains(".cy.")
        }
    }
  )
}
