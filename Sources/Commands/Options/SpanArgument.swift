import ArgumentParser
import TestModel

/// A span of time on the command line: `10s`, `1m30s`, `2h`, `28d`; a bare number is seconds.
struct SpanArgument: ExpressibleByArgument, Sendable, Hashable {
  var span: Microseconds

  init?(argument: String) {
    var total = 0.0
    var number = ""
    var lastUnit = Double.infinity
    for character in argument {
      if character.isNumber || character == "." {
        number.append(character)
        continue
      }
      let units: [Character: Double] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
      guard let unit = units[character], unit < lastUnit, let amount = Double(number) else {
        return nil
      }
      total += amount * unit
      lastUnit = unit
      number = ""
    }
    if !number.isEmpty {
      guard lastUnit == .infinity, let seconds = Double(number) else { return nil }
      total = seconds
    }
    guard let span = Microseconds(seconds: total), !argument.isEmpty else { return nil }
    self.span = span
  }

  static let twentyEightDays = SpanArgument(days: 28)

  init(days: Int64) { span = Microseconds(days * 86_400_000_000) }

  var defaultValueDescription: String {
    let days = span.count / 86_400_000_000
    return days > 0 ? "\(days)d" : "\(span.count / 1_000_000)s"
  }
}

/// A moment on the command line, in ISO 8601.
struct MomentArgument: ExpressibleByArgument, Sendable, Hashable {
  var moment: Timestamp

  init?(argument: String) {
    guard let moment = Timestamp(iso8601: argument) else { return nil }
    self.moment = moment
  }
}
