public import ArgumentParser
import StatisticsCore
public import TestModel

/// Whole days on the command line, from one: `30d`.
struct DaysArgument: ExpressibleByArgument, Sendable, Hashable {
  var days: Int

  init(days: Int) { self.days = days }

  init?(argument: String) {
    let day: Int64 = 86_400_000_000
    guard let span = SpanArgument(argument: argument)?.span, span.count >= day,
      span.count.isMultiple(of: day)
    else { return nil }
    days = Int(span.count / day)
  }

  var defaultValueDescription: String { "\(days)d" }
}

/// Tests on the command line: `path:tests/billing/`, `tag:@smoke`, `owner:@acme/payments` or
/// `test:NAME`.
struct SelectorArgument: ExpressibleByArgument, Sendable, Hashable {
  var selector: TestSelector

  init?(argument: String) {
    guard let colon = argument.firstIndex(of: ":") else { return nil }
    let text = String(argument[argument.index(after: colon)...])
    switch argument[..<colon] {
    case "path": selector = .path(text)
    case "tag": selector = .tag(text)
    case "owner": selector = .owner(text)
    case "test": selector = .name(text)
    default: return nil
    }
    guard selector.isUsable else { return nil }
  }
}

/// A mode for some tests on the command line: `path:e2e/=verdict`.
struct ModeRuleArgument: ExpressibleByArgument, Sendable, Hashable {
  var rule: ModeRule

  init?(argument: String) {
    // The mode has no "=", and the name of a test may.
    guard let sign = argument.lastIndex(of: "="),
      let selector = SelectorArgument(argument: String(argument[..<sign])),
      let mode = QuarantineMode(rawValue: String(argument[argument.index(after: sign)...]))
    else { return nil }
    rule = ModeRule(selector: selector.selector, mode: mode)
  }
}

extension QuarantineMode: ExpressibleByArgument {}

extension ShareArgument {
  init(share: Double) { self.share = share }
}

extension SpanArgument {
  init(_ span: Microseconds) { self.span = span }
}
