public import TestModel

/// What flakes cost in CI time; `RateFigure.cost` has the definition for people.
///
/// Without the flake, a failed run of D1 and its rerun of D2 would have been one run of D2, so D1
/// and the rerun's wait are what the flake cost; to add D2 would count it twice.
public struct FlakeCost: Sendable, Hashable {
  /// The retries after a flake, in job runs that are not lost as a whole, by the probability that
  /// it was one.
  public var retries = Microseconds.zero
  /// Job runs that failed only through flakes, as a whole.
  public var lostRuns = Microseconds.zero
  /// How long the reruns of those waited for a machine.
  public var queues = Microseconds.zero
  /// How long the reruns took; no part of `total`.
  public var rerunTime = Microseconds.zero

  /// Creates the cost of nothing.
  public init() {}

  /// The CI time that would not have been spent without the flakes.
  public var total: Microseconds { retries + lostRuns + queues }

  /// Adds the cost of other flakes.
  public static func += (left: inout FlakeCost, right: FlakeCost) {
    left.retries += right.retries
    left.lostRuns += right.lostRuns
    left.queues += right.queues
    left.rerunTime += right.rerunTime
  }

  mutating func add(_ charge: FlakeCharge) {
    switch charge.kind {
    case .retries: retries += charge.time
    case .lostRun: lostRuns += charge.time
    case .queue: queues += charge.time
    case .rerun: rerunTime += charge.time
    }
  }
}

/// One span of time that one test's flake in one job run cost.
struct FlakeCharge: Sendable, Hashable {
  enum Kind: Sendable, Hashable { case retries, lostRun, queue, rerun }

  var timeline: Int
  /// The job run in which the flake was, whichever job run spent the time.
  var run: Int
  var kind: Kind
  var time: Microseconds
}

/// Shares a span among tests so that the shares add up to it: the first ones take the rest.
func shares(of time: Microseconds, among count: Int) -> [Microseconds] {
  guard count > 0 else { return [] }
  let share = time.count / Int64(count)
  let rest = Int(time.count % Int64(count))
  return (0..<count).map { Microseconds(share + ($0 < rest ? 1 : 0)) }
}
