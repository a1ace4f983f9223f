/// A class of flaky tests by how often they fail.
public enum RateClass: String, Sendable, Hashable, CaseIterable {
  /// Less than 0.3 %.
  case rarest = "< 0.3 %"
  /// 0.3 to 1 %.
  case rare = "0.3–1 %"
  /// 1 to 3 %.
  case few = "1–3 %"
  /// 3 to 10 %.
  case some = "3–10 %"
  /// 10 % and more.
  case many = "≥ 10 %"
  /// Those that depend on the order of tests have no rate.
  case order = "order"

  /// The class of a test that is flaky.
  init(_ truth: TestTruth) {
    self =
      switch truth.rate {
      case _ where truth.standing == .orderDependent: .order
      case nil: .order
      case let rate? where rate < 0.003: .rarest
      case let rate? where rate < 0.01: .rare
      case let rate? where rate < 0.03: .few
      case let rate? where rate < 0.1: .some
      default: .many
      }
  }
}
