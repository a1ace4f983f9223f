/// An item's latest complete times, and their mean with outliers drawn in.
struct RecentTimes {
  /// The times in microseconds, the latest first.
  private(set) var times: [Int64] = []
  private var largest: [(first: Int64, second: Int64)] = []
  private var smallest: [(first: Int64, second: Int64)] = []

  /// Takes observations, the latest first, at the speed of the present.
  mutating func fill(_ observations: [DurationObservation], at speeds: RunSpeeds) {
    times.removeAll(keepingCapacity: true)
    for observation in observations {
      times.append(speeds.present(observation.duration, ofRun: observation.run))
    }
  }

  /// Takes times as they are, the latest first.
  mutating func fill(_ other: ArraySlice<Int64>) {
    times.removeAll(keepingCapacity: true)
    times.append(contentsOf: other)
  }

  /// Draws in what lies more than twice above the second largest, or below half of the second
  /// smallest time.
  ///
  /// Winsorizing (Tukey, "The future of data analysis", 1962, section 14) by rank: a time that
  /// comes once in ten runs is an outlier, one that comes twice is what the item does. Twice,
  /// because the latest time of an item that grows is often the largest.
  mutating func winsorize() {
    guard times.count >= 3 else { return }
    var low = (first: Int64.max, second: Int64.max)
    var high = (first: Int64.min, second: Int64.min)
    for time in times {
      insert(time, intoSmallest: &low)
      insert(time, intoLargest: &high)
    }
    let (lower, upper) = (low.second / 2, high.second * 2)
    guard low.first < lower || high.first > upper else { return }
    for index in times.indices { times[index] = min(max(times[index], lower), upper) }
  }

  /// Leaves out what was before the item became faster or slower for good.
  ///
  /// That is so where the latest three or more times all lie beyond all earlier ones but the most
  /// extreme, by half in the mean. Ten times in random order look so once in sixty times.
  mutating func forgetBeforeShift() {
    let (fewest, count) = (3, times.count)
    guard count >= 2 * fewest else { return }
    gatherExtremes()
    var low = min(times[0], times[1])
    var high = max(times[0], times[1])
    var sum = times[0] + times[1]
    let total = times.reduce(0, +)
    for latest in fewest...(count - fewest) {
      low = min(low, times[latest - 1])
      high = max(high, times[latest - 1])
      sum += times[latest - 1]
      let earlier = count - latest
      let before = (low: smallest[latest].second, high: largest[latest].second)
      guard low > before.high || high < before.low else { continue }
      // The means, both times both numbers, in fractions of a node's time that cannot overflow.
      let (now, then) = (sum / Int64(latest), (total - sum) / Int64(earlier))
      guard low > before.high ? now * 2 > min(then, before.high) * 3 : then * 2 > now * 3 else {
        continue
      }
      times.removeLast(earlier)
      return
    }
  }

  /// The mean of the times, weighted by how recent they are; 0 of none.
  func mean(_ memory: RunMemory) -> Int64 {
    var sum: Int64 = 0
    var weights: Int64 = 0
    for (time, weight) in zip(times, memory.weights) {
      sum += time * weight
      weights += weight
    }
    return weights == 0 ? 0 : (sum + weights / 2) / weights
  }

  /// The sum of the squared distances from a time.
  func squares(from time: Int64) -> Double {
    var sum = 0.0
    for other in times {
      let distance = Double(other - time)
      sum += distance * distance
    }
    return sum
  }

  /// By position, the two largest and the two smallest times from there on.
  private mutating func gatherExtremes() {
    largest.removeAll(keepingCapacity: true)
    smallest.removeAll(keepingCapacity: true)
    var high = (first: Int64.min, second: Int64.min)
    var low = (first: Int64.max, second: Int64.max)
    for time in times.reversed() {
      insert(time, intoLargest: &high)
      insert(time, intoSmallest: &low)
      largest.append(high)
      smallest.append(low)
    }
    largest.reverse()
    smallest.reverse()
  }
}

private func insert(_ time: Int64, intoLargest pair: inout (first: Int64, second: Int64)) {
  if time > pair.first {
    pair = (time, pair.first)
  } else if time > pair.second {
    pair.second = time
  }
}

private func insert(_ time: Int64, intoSmallest pair: inout (first: Int64, second: Int64)) {
  if time < pair.first {
    pair = (time, pair.first)
  } else if time < pair.second {
    pair.second = time
  }
}
