import ArgumentParser

/// What the cases of a report look like.
enum ReportShape: String, CaseIterable, ExpressibleByArgument {
  /// As Java's runners write them: a class, a name, a time; failures in text, output in CDATA.
  case bare
  /// As pytest writes them: long names with parameters, and the source file.
  case pytest
  /// As `bare`, and all cases have one name: nothing says whether they are retries.
  case alike
  /// As `bare`, and a failure's text is in its `message`.
  case messages

  static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
