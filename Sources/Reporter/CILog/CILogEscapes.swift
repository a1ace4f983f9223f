// Each CI has escapes of its own, which are looked at scalar by scalar: to Swift a percent sign with
// a combining mark is another character than a percent sign.

/// The text after a workflow command of GitHub.
func gitHubData(_ text: String) -> String { commandData(text, percent: "%25") }

/// A value in a workflow command of GitHub.
func gitHubProperty(_ text: String) -> String {
  escaped(gitHubData(text)) { scalar in
    switch scalar {
    case ":": "%3A"
    case ",": "%2C"
    default: nil
    }
  }
}

/// The text after a logging command of Azure.
func azureData(_ text: String) -> String { commandData(text, percent: "%AZP25") }

/// Text in one line, of which only the sign of the escapes differs between GitHub and Azure.
private func commandData(_ text: String, percent: String) -> String {
  escaped(text) { scalar in
    switch scalar {
    case "%": percent
    case "\r": "%0D"
    case "\n": "%0A"
    default: nil
    }
  }
}

/// A value in a logging command of Azure.
func azureProperty(_ text: String) -> String {
  escaped(azureData(text)) { scalar in
    switch scalar {
    case ";": "%3B"
    case "]": "%5D"
    default: nil
    }
  }
}

/// A value in a service message of TeamCity.
func teamCityValue(_ text: String) -> String {
  escaped(text) { scalar in
    switch scalar {
    case "|", "'", "[", "]": "|\(scalar)"
    case "\n": "|n"
    case "\r": "|r"
    case _ where scalar.isASCII: nil
    default: teamCityUnits(scalar)
    }
  }
}

/// A character as TeamCity writes it: four digits of each of its UTF-16 units.
private func teamCityUnits(_ scalar: Unicode.Scalar) -> String {
  scalar.utf16.map { unit in
    let digits = String(unit, radix: 16)
    return "|0x" + String(repeating: "0", count: 4 - digits.count) + digits
  }
  .joined()
}

/// Text in which some characters have an escape.
func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let escape = escape(scalar) {
      result.append(contentsOf: escape.unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}
