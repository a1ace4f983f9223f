import TestModel

/// A text of the review in which each piece says what it is, so that every format escapes it by that.
///
/// What a literal says and what is interpolated as it is are words of ours; names and prose of strangers
/// have to be interpolated under those labels.
struct ReviewText: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    /// Words and numbers of ours.
    case words(String)
    /// A name that a stranger gave, such as that of a test, which is shown as code.
    case name(String)
    /// Prose that a stranger wrote, such as a reason.
    case prose(String)
  }

  private(set) var pieces: [Piece]

  /// Whether it says nothing.
  var isEmpty: Bool { pieces.isEmpty }

  static func + (left: ReviewText, right: ReviewText) -> ReviewText {
    var sum = left
    sum.pieces += right.pieces
    return sum
  }
}

extension ReviewText: ExpressibleByStringInterpolation {
  /// Takes a literal as words of ours; never to be called with what is not one.
  init(stringLiteral words: String) { pieces = words.isEmpty ? [] : [.words(words)] }

  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if case .words(let words) = pieces.last {
        pieces[pieces.count - 1] = .words(words + literal)
      } else if !literal.isEmpty {
        pieces.append(.words(literal))
      }
    }

    mutating func appendInterpolation(_ words: String) { appendLiteral(words) }

    mutating func appendInterpolation(name: String) { pieces.append(.name(name)) }

    mutating func appendInterpolation(prose: String) { pieces.append(.prose(prose)) }

    mutating func appendInterpolation(_ text: ReviewText) { pieces += text.pieces }
  }
}

extension ReviewText {
  /// The pieces as one text, each by what a format makes of it.
  func rendered(_ show: (Piece) -> String) -> String { pieces.map(show).joined() }

  /// The text without any markup, in one line.
  var plain: String {
    rendered { piece in
      switch piece {
      case .words(let words): words
      case .name(let name): name.isEmpty ? "(no name)" : MarkdownText.oneLine(name)
      case .prose(let prose): MarkdownText.oneLine(prose)
      }
    }
  }
}
