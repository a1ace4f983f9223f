/// HTML in which data is safe by type: what a literal says is markup, what is interpolated as a
/// `String` is text and is escaped, and only what is `HTMLText` already passes as it is.
///
/// Test names, signatures, branches and addresses come from strangers' pull requests. A page that
/// is put together from `HTMLText` alone has no place where escaping can be forgotten. The markup
/// is well formed as XML too, so that a parser can check it.
struct HTMLText: Sendable {
  /// The characters of one text that are shown.
  static let longest = 400

  private(set) var markup: String

  /// Whether there is nothing in it.
  var isEmpty: Bool { markup.isEmpty }

  static func + (left: HTMLText, right: HTMLText) -> HTMLText {
    var sum = left
    sum.markup += right.markup
    return sum
  }

  /// A link where the address is one of the web, and the label alone where it is anything else,
  /// such as `javascript:`.
  static func link(_ address: String?, label: HTMLText) -> HTMLText {
    guard let address, isWebAddress(address) else { return label }
    var link: HTMLText = "<a href=\""
    // An address that is cut leads elsewhere, so it goes without the bound of other text.
    appendEscaped(encoded(address), to: &link.markup)
    link.markup += "\">"
    return link + label + "</a>"
  }

  /// The address with what no address may hold as it is written there, as browsers would do it.
  private static func encoded(_ address: String) -> String {
    var encoded = ""
    for scalar in address.unicodeScalars {
      if "\"<>^`{|}".unicodeScalars.contains(scalar) {
        encoded += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        encoded.unicodeScalars.append(scalar)
      }
    }
    return encoded
  }

  private static func isWebAddress(_ address: String) -> Bool {
    let scalars = address.unicodeScalars
    guard scalars.count < 2000 else { return false }
    let scheme = ["https://", "http://"].first { scalars.starts(with: $0.unicodeScalars) }
    guard let scheme, scalars.count > scheme.unicodeScalars.count else { return false }
    return scalars.allSatisfy { isVisible($0) && !$0.properties.isWhitespace && $0 != "\\" }
  }

  /// Escapes scalar by scalar: with a combining mark behind it, a quotation mark is another
  /// `Character`, but it still ends an attribute.
  fileprivate static func appendEscaped(_ text: String, to markup: inout String) {
    var marks = 0
    for scalar in text.unicodeScalars {
      // Three marks are enough for any language; a tower of them paints over its neighbors.
      marks = isMark(scalar) ? marks + 1 : 0
      guard marks <= 3 else { continue }
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      default: markup.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }
}

extension HTMLText: ExpressibleByStringInterpolation {
  /// Takes the literal as markup; never to be called with what is not one.
  init(stringLiteral markup: String) { self.markup = markup }

  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { markup += literal }

    /// Adds text in one line, without control characters and what turns the writing around, cut.
    mutating func appendInterpolation(_ text: String, longest: Int = HTMLText.longest) {
      HTMLText.appendEscaped(MarkdownText.oneLine(text, longest: longest), to: &markup)
    }

    /// Adds a name or a path that may be broken where its parts meet, and not only anywhere.
    mutating func appendInterpolation(breakable text: String) {
      var part = ""
      let line = MarkdownText.oneLine(text, longest: HTMLText.longest)
      for (character, next) in zip(line, Array(line.dropFirst()) + ["_"]) {
        part.append(character)
        guard "/_.:".contains(character), !"/_.:".contains(next) else { continue }
        HTMLText.appendEscaped(part, to: &markup)
        markup += "<wbr/>"
        part = ""
      }
      HTMLText.appendEscaped(part, to: &markup)
    }

    mutating func appendInterpolation(_ number: Int) { markup += String(number) }

    mutating func appendInterpolation(_ html: HTMLText) { markup += html.markup }
  }
}

extension Sequence<HTMLText> {
  /// The pieces in a row.
  func joined(separator: HTMLText = "") -> HTMLText {
    var all: HTMLText = ""
    for (index, piece) in enumerated() {
      all = index == 0 ? piece : all + separator + piece
    }
    return all
  }
}
