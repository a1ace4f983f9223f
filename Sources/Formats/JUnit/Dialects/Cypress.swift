extension Dialect {
  /// Cypress, which writes through mocha-junit-reporter; the last attempt is all it tells.
  static let cypress = Dialect(
    producer: "Cypress",
    isRecognized: { evidence in
      guard !evidence.rootIsSuite, evidence.hasSuite(named: "Root Suite") else { return false }
      return evidence.root["name"].lowercased().holds("cypress")
        || evidence.suites.contains {
          $0["file"].holds("cypress") || $0["file"].holds(".cy.")
        }
    }
  )
}
