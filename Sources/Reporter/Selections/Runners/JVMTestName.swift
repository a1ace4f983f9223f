/// A test of the JVM, told apart into its class and its method.
struct JVMTestName {
  let className: String
  let method: String

  /// Reads `com.acme.CartTest#adds`, `com.acme.CartTest::adds` or `com.acme.CartTest.adds`; none
  /// where no class is named.
  init?(_ item: String) {
    let parts =
      JVMTestName.split(item, at: "#") ?? JVMTestName.split(item, at: "::")
      ?? JVMTestName.splitAtDot(item)
    guard let parts, !parts.0.isEmpty, !parts.1.isEmpty else { return nil }
    className = parts.0
    // Jupiter writes a method without parameters as `adds()`; both runners know it as `adds`.
    let name = parts.1.hasSuffix("()") ? String(parts.1.dropLast(2)) : parts.1
    method = isIdentifier(name) ? name : parts.1
  }

  /// Whether it is one case of a parameterized method, such as `adds(int)[1]`, which the runners
  /// can't tell from the others.
  var isParameterizedCase: Bool {
    guard let open = method.firstIndex(of: "("), isIdentifier(String(method[..<open])) else {
      return false
    }
    return true
  }

  /// The parts before and behind the mark; none where what is before it is no class.
  private static func split(_ item: String, at mark: String) -> (String, String)? {
    guard let found = item.firstRange(of: mark) else { return nil }
    let className = String(item[..<found.lowerBound])
    let parts = className.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.map(String.init).allSatisfy(isIdentifier) else { return nil }
    return (className, String(item[found.upperBound...]))
  }

  /// The class is what comes before the first part that is no identifier, and before the last part.
  private static func splitAtDot(_ item: String) -> (String, String)? {
    let parts = item.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let classParts = parts.dropLast().prefix(while: isIdentifier)
    guard !classParts.isEmpty else { return nil }
    let method = parts.dropFirst(classParts.count).joined(separator: ".")
    return (classParts.joined(separator: "."), method)
  }
}

/// Whether the text is an identifier of Java, as far as it matters here.
private func isIdentifier(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first, first.properties.numericType == nil else {
    return false
  }
  return text.unicodeScalars.allSatisfy {
    $0 == "_" || $0 == "$" || $0.properties.isAlphabetic || $0.properties.numericType != nil
  }
}
