public import TestModel

extension CILogSyntax {
  /// Text that is folded under a title.
  ///
  /// Buildkite's groups have no end but the next one's beginning: whatever comes after them is in
  /// them.
  ///
  /// - Parameters:
  ///   - title: what is in it.
  ///   - body: lines of text, each ended by a newline; nothing of them is obeyed.
  ///   - now: when the group is written, which GitLab wants to know.
  public func group(_ title: String, _ body: String, now: Timestamp) -> String {
    let name = InertText.line(title)
    let body = inertLogText(body)
    switch self {
    case .github: return "::group::\(gitHubData(name))\n\(body)::endgroup::\n"
    case .azure: return "##[group]\(name)\n\(body)##[endgroup]\n"
    case .teamcity:
      let block = teamCityValue(name)
      return "##teamcity[blockOpened name='\(block)']\n\(body)"
        + "##teamcity[blockClosed name='\(block)']\n"
    case .buildkite: return "--- \(name)\n\(body)"
    case .gitlab:
      let seconds = now.milliseconds / 1000
      let section = gitLabSectionName(name)
      let clear = "\u{1B}[0K"
      return "\(clear)section_start:\(seconds):\(section)[collapsed=true]\r\(clear)\(name)\n\(body)"
        + "\(clear)section_end:\(seconds):\(section)\r\(clear)\n"
    }
  }

  /// A line above the text that matters most, where the CI needs one to leave it unfolded.
  func heading(_ text: String) -> String? {
    self == .buildkite ? "+++ \(InertText.line(text))\n" : nil
  }
}

/// The name of a section of GitLab, made of the only characters that it may have.
private func gitLabSectionName(_ title: String) -> String {
  let allowed = title.lowercased().unicodeScalars.map { scalar -> Character in
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      ? Character(scalar) : "_"
  }
  let words = String(allowed).split(separator: "_").joined(separator: "_")
  return "evenkeel_" + words.prefix(60)
}
