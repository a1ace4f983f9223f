/// Tells which of the others' heartbeats stand still, by the observer's own clock alone.
///
/// Clocks of two machines may differ by more than a lease lasts, so no time is ever compared between
/// them: a holder counts, and an observer measures how long it has seen the same count.
public struct LeaseWatch: Sendable {
  /// A count that its holder raises as long as it lives.
  public struct Beat: Sendable, Hashable {
    /// What is held.
    public var id: Int64
    /// How often its holder has beaten.
    public var count: Int64

    /// Creates a beat.
    public init(id: Int64, count: Int64) {
      self.id = id
      self.count = count
    }
  }

  private struct Sight {
    var count: Int64
    /// How long the count has been seen, in microseconds.
    var still: Int64 = 0
  }

  private let lease: Int64
  private var sights: [Int64: Sight] = [:]
  private var last: Int64?

  /// Creates a watch that has seen nothing.
  ///
  /// - Parameter lease: how long a count may stand still, in microseconds.
  public init(lease: Int64) { self.lease = lease }

  /// Takes a look at the beats that there are.
  ///
  /// Between two looks at most a third of the lease counts, which is how often a holder beats: who
  /// was stopped for an hour and looks again has not seen anybody stand still for an hour.
  ///
  /// - Parameters:
  ///   - beats: all that are held now.
  ///   - now: the observer's monotonic clock, in microseconds.
  /// - Returns: those that have stood still for the lease, in the order of `beats`.
  public mutating func look(at beats: [Beat], now: Int64) -> [Beat] {
    let passed = last.map { min(max(0, now - $0), lease / 3) } ?? 0
    last = now
    var seen: [Int64: Sight] = [:]
    for beat in beats {
      if let before = sights[beat.id], before.count == beat.count {
        seen[beat.id] = Sight(count: beat.count, still: before.still + passed)
      } else {
        seen[beat.id] = Sight(count: beat.count)
      }
    }
    sights = seen
    return beats.filter { (seen[$0.id]?.still ?? 0) >= lease }
  }
}
