import ArgumentParser
import TestModel

/// The form of one value in the settings file, which is the form that its option takes.
struct ValueForm: Sendable {
  /// What such a value is, as in "is a span of time, such as 28d".
  let words: String
  /// Whether a text is such a value.
  let accepts: @Sendable (String) -> Bool

  static let text = ValueForm(words: "a text", accepts: { !$0.isEmpty })
  static let share = argument(ShareArgument.self, "a share, such as 80% or 0.8")
  static let span = argument(SpanArgument.self, "a span of time, such as 90s, 10m or 28d")

  static func span(in range: ClosedRange<Int64>, _ words: String) -> ValueForm {
    ValueForm(words: words) { text in
      SpanArgument(argument: text).map { range.contains($0.span.count) } ?? false
    }
  }

  static func number(_ words: String, where isRight: @escaping @Sendable (Double) -> Bool)
    -> ValueForm
  {
    ValueForm(words: words) { text in Double(text).map { $0.isFinite && isRight($0) } ?? false }
  }

  static let probability = number("a number from 0 to 1") { (0...1).contains($0) }

  static func count(_ range: ClosedRange<Int>) -> ValueForm {
    let words =
      range.upperBound == Int.max
      ? "a whole number from \(range.lowerBound) on"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return ValueForm(words: words) { text in Int(text).map(range.contains) ?? false }
  }

  /// Whatever an argument of a type can be read from.
  static func argument<Value: ExpressibleByArgument>(
    _: Value.Type,
    _ words: String
  ) -> ValueForm {
    ValueForm(words: words) { Value(argument: $0) != nil }
  }

  /// One of the values of a type.
  static func choice<Value: ExpressibleByArgument>(_ type: Value.Type) -> ValueForm {
    argument(type, "one of \(type.allValueStrings.joined(separator: ", "))")
  }
}
