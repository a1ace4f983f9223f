import Foundation

/// What a line of a log tells the programs of the CIs that read it; written after their sources, and
/// apart from what is tested.
public enum LogCommand {
  /// What of a line is obeyed, by any of them.
  public static func found(in line: String) -> [String] {
    // Comparing as people do, invisible characters count for nothing.
    let seen = String(
      String.UnicodeScalarView(
        line.unicodeScalars.filter {
          !$0.properties.isDefaultIgnorableCodePoint
            && ($0.properties.generalCategory != .control
              || "\t\r\u{1B}".unicodeScalars.contains($0))
        }
      )
    )
    let patterns = [
      // GitHub trims what .NET calls white space.
      #"^\s*::[^\n]*"#, #"(?i)##\[[^\n]*"#, #"(?i)##vso\[[^\n]*"#, #"(?i)##teamcity\[[^\n]*"#,
      // Buildkite takes colors out before it looks.
      #"^\s*(\x1b\[[;\d]*[mK])*\s*(---|\+\+\+|~~~)\s[^\n]*"#,
      #"^\s*(\x1b\[[;\d]*[mK])*\s*\^\^\^\s+\+\+\+"#,
      #"section_(start|end):\d+:[a-zA-Z0-9_.-]+(\[[^\]]*\])?\r\x1b\[0K"#,
    ]
    return patterns.flatMap { pattern -> [String] in
      guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
      let range = NSRange(seen.startIndex..., in: seen)
      return expression.matches(in: seen, range: range).compactMap {
        Range($0.range, in: seen).map { String(seen[$0]) }
      }
    }
  }

  /// All that is obeyed of a text: lines end with LF, CR LF or, as .NET reads them, CR.
  public static func found(inText text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let startsSection =
        scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\u{1B}"
      if scalar == "\n" || scalar == "\r" && !startsSection {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
    }
    return (lines + [String(line)]).flatMap { found(in: $0) }
  }
}

/// Names that would be obeyed if they stood in a log as they are.
public let namesThatCommand: [String] = {
  let payloads = [
    "::error file=a.py,line=1::forged", "::set-output name=x::y", "::set-env name=PATH::/evil",
    "::add-mask::a", "::stop-commands::x", "::group::g", "::endgroup::", "::save-state name=a::b",
    "##[add-mask]a", "##[set-env name=PATH]/evil", "##[endgroup]", "##[Add-Matcher]m.json",
    "##vso[task.setvariable variable=a]b", "##VSO[task.complete result=Succeeded;]",
    "##teamcity[buildStatus status='SUCCESS']", "##teamcity[testFailed name='x']",
    "--- group", "+++ open", "~~~ dim", "^^^ +++", "\u{1B}[31m--- red",
    "section_start:1:x\r\u{1B}[0K", "\u{1B}[0Ksection_end:1:x\r\u{1B}[0K",
  ]
  let frames: [(String) -> String] = [
    { $0 }, { "a\n\($0)" }, { "a\r\($0)" }, { "a\r\n\t\($0)" }, { "\u{A0}\u{2003} \($0)" },
    { "\u{200B}\($0)" }, { "x \($0)" }, { "\($0)\n\($0)" }, { "#\($0)" },
    { $0.replacing("#", with: "#\u{AD}").replacing("::", with: ":\u{200B}:") },
  ]
  return frames.flatMap { frame in payloads.map(frame) }
}()
