import TestModel

/// Tries whether a test fails on some hosts more than its runs there explain.
///
/// Tried are each host, each pair of hosts where there are at most sixteen, and each class of hosts
/// whose names differ in their last part; for each the hypergeometric tail of the flakes there
/// (Fisher's exact test), by Bonferroni over all that was tried.
///
/// - Returns: none where the hosts are not known, or are all one.
func hostHypothesis(_ cases: FlakeCases, in history: CauseRuns) -> CauseHypothesis? {
  func hosts(_ runs: [TestRun]) -> [Int32] {
    runs.map { history.hosts[Int($0.run)] }.filter { $0 >= 0 }
  }
  let onHosts = hosts(cases.flakes)
  let allHosts = hosts(cases.runs)
  let flakes = counts(onHosts)
  let runs = counts(allHosts)
  guard cases.isComparable, onHosts.count > 1, runs.count > 1 else { return nil }
  let groups = hostGroups(runs.keys.sorted(), history.hostNames)
  var best: (group: HostGroup, flakes: Int, runs: Int, pValue: Double)?
  for group in groups {
    let failed = group.hosts.reduce(0) { $0 + (flakes[$1] ?? 0) }
    let ran = group.hosts.reduce(0) { $0 + (runs[$1] ?? 0) }
    guard failed > 1, failed * allHosts.count > onHosts.count * ran else { continue }
    let pValue = hypergeometricTail(
      atLeast: failed,
      marked: ran,
      drawn: onHosts.count,
      population: allHosts.count
    )
    if pValue < best?.pValue ?? .infinity { best = (group, failed, ran, pValue) }
  }
  guard let best else { return CauseHypothesis(.slowHost, pValue: 1) { "" } }
  return CauseHypothesis(.slowHost, pValue: best.pValue * Double(groups.count)) {
    "\(best.flakes) of its \(onHosts.count) flakes were on \(best.group.name), "
      + "where \(humanPercentage(Double(best.runs) / Double(allHosts.count))) of its runs were"
  }
}

/// Hosts that are looked at together.
private struct HostGroup {
  var name: String
  var hosts: [Int32]
}

/// What is tried: single hosts, pairs of few, classes.
private func hostGroups(_ hosts: [Int32], _ names: [String]) -> [HostGroup] {
  func name(_ host: Int32) -> String { names[Int(host)] }
  var groups = hosts.map { HostGroup(name: name($0), hosts: [$0]) }
  if (3...16).contains(hosts.count) {
    for (index, first) in hosts.enumerated() {
      for second in hosts[(index + 1)...] {
        let name = "\(name(first)) and \(name(second))"
        groups.append(HostGroup(name: name, hosts: [first, second]))
      }
    }
  }
  let classes = Dictionary(grouping: hosts) { hostClass(name($0)) }
    .filter { $0.value.count > 1 && $0.value.count < hosts.count }
  groups += classes.sorted { $0.key < $1.key }.map { name, hosts in
    HostGroup(name: "hosts named \(name)…", hosts: hosts)
  }
  return groups
}

/// The name of a host without its last part: `linux-large-` of `linux-large-7f3a`.
private func hostClass(_ host: String) -> String {
  guard let end = host.lastIndex(where: { "-_./:".contains($0) }) else {
    return String(host.prefix { !$0.isNumber })
  }
  return String(host[...end])
}
