import TestModel

/// Tries for each test whether it fails in the same job runs as other flaky tests, again and again.
///
/// For two tests that failed together in at least three job runs, of three codes, the p-value is the
/// hypergeometric tail of the number of joint failures among the job runs in which both were told
/// (Fisher's exact test), times the number of tests that ran beside it and flaked. Pairs that
/// differ from chance are grouped by average linkage on the Jaccard distance of their failing job
/// runs, up to a distance of 0.6: members share at least four in ten of their failing runs.
///
/// Source: Parry, Kapfhammer, Hilton and McMinn, "Systemic flakiness", 2025, for distance and
/// grouping; they cut where the silhouette is best, which needs a choice over the whole suite and
/// lets one test's group change with another's, so the cut is fixed here.
///
/// - Returns: for each test that can be compared with some other, a hypothesis; by its place in
///   `cases`.
func clusterHypotheses(
  _ cases: [FlakeCases],
  in runs: CauseRuns,
  nameOfTest: (Int64) -> String?
) -> [CauseHypothesis?] {
  let partners = max(1, cases.count { $0.isComparable } - 1)
  let pairs = CoFailures(cases, in: runs).pairs
  let significant = pairs.filter {
    $0.pValue * Double(partners) <= CauseHypothesis.level
  }
  let clusters = AverageLinkage(significant.map { ($0.first, $0.second, $0.jaccard) }).groups
  var least: [Int: Double] = [:]
  for pair in significant where clusters[pair.first] == clusters[pair.second] {
    for member in [pair.first, pair.second] {
      least[member] = min(least[member] ?? 1, pair.pValue)
    }
  }
  let members = Dictionary(grouping: least.keys.sorted()) { clusters[$0] ?? $0 }
  return cases.enumerated().map { index, test in
    guard test.isComparable, cases.count > 1 else { return nil }
    guard let pValue = least[index], let cluster = clusters[index] else {
      return CauseHypothesis(.cluster, pValue: 1) { "" }
    }
    let others = (members[cluster] ?? []).filter { $0 != index }.map { cases[$0] }
    return clusterHypothesis(test, others, pValue * Double(partners), nameOfTest)
  }
}

private func clusterHypothesis(
  _ test: FlakeCases,
  _ others: [FlakeCases],
  _ pValue: Double,
  _ nameOfTest: (Int64) -> String?
) -> CauseHypothesis {
  let runs = Set(test.flakes.map(\.run))
  let shared = others.map { other in other.flakes.count { runs.contains($0.run) } }
  let nearest = zip(others, shared)
    .sorted { ($1.1, $0.0.timeline) < ($0.1, $1.0.timeline) }
    .map(\.0)
  let related = nearest.prefix(20).enumerated().map { index, other in
    FlakeCause.RelatedTest(
      row: other.test.id,
      role: .companion,
      place: index + 1,
      pValue: min(1, pValue)
    )
  }
  return CauseHypothesis(.cluster, pValue: pValue, related: related) {
    let joint = Set(others.flatMap { $0.flakes.map(\.run) }).intersection(runs).count
    let names = nearest.prefix(3).map {
      nameOfTest($0.test.id) ?? $0.test.testID.displayName
    }
    let more = others.count > 3 ? " and \(others.count - 3) more" : ""
    return "\(joint) of its \(test.flakes.count) flakes are in job runs in which "
      + "\(names.joined(separator: ", "))\(more) flaked too"
  }
}
