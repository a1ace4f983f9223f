extension Deal {
  /// A makespan that is not improved further.
  static func goodEnough(_ lowerBound: Int64) -> Int64 {
    lowerBound + max(0, lowerBound) / 100_000
  }

  /// The units dealt in the best of the ways that are known here.
  func dealtBest(lowerBound: Int64) -> Deal {
    let target = Deal.goodEnough(lowerBound)
    let effort = 4_000_000 + 8 * weights.count
    var longestFirst = self
    longestFirst.dealLongestFirst()
    var best = longestFirst.improved(to: target, effort: effort)
    if best.makespan > target,
      let fitted = multiFit(from: lowerBound, before: longestFirst.makespan)
    {
      let other = fitted.improved(to: target, effort: effort)
      if other.makespan < best.makespan { best = other }
    }
    return best
  }

  /// The units dealt longest first, and improved until that is within a ten-thousandth of the bound.
  func dealtFast(lowerBound: Int64) -> Deal {
    var deal = self
    deal.dealLongestFirst()
    let target = lowerBound + max(0, lowerBound) / 10_000
    return deal.improved(to: target, effort: 400_000)
  }

  private func improved(to target: Int64, effort: Int) -> Deal {
    var search = ExchangeSearch(self, target: target, effort: effort)
    search.run()
    return search.deal
  }
}
