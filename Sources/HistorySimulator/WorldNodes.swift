extension World {
  mutating func drawFlakeClusters(_ casting: inout RoleCasting) {
    for wanted in settings.flakeClusters {
      guard let node = casting.random.pickIfAny(filesOfNodes(ofJob: wanted.job)) else { continue }
      let files = Set(node)
      let members = (0..<wanted.tests).compactMap { _ in
        casting.take { files.contains($0.identity.file) }
      }
      for member in members {
        tests[member].flake = Flake(
          rate: wanted.eventRate * wanted.failureProbability,
          retryPassProbability: casting.random.fraction(in: 0.3...0.7),
          failureKinds: [.resourceLocked],
          variants: variants(ofJob: wanted.job),
          range: .always,
          cause: .sharedResource,
          exposure: wanted.eventRate,
          cluster: clusters.count
        )
      }
      clusters.append(
        FlakeCluster(
          job: wanted.job,
          eventRate: wanted.eventRate,
          failureProbability: wanted.failureProbability,
          tests: members.sorted()
        )
      )
    }
  }

  /// In the usual order a victim goes before its polluter and a brittle test after its setter, so
  /// that they fail in shuffled job runs only.
  mutating func drawOrderDependenceOnNodes(_ casting: inout RoleCasting) {
    for wanted in settings.orderDependence {
      let nodes = filesOfNodes(ofJob: wanted.job).filter { $0.count > 1 }
      guard let files = casting.random.pickIfAny(nodes) else { continue }
      let early = Set(files.prefix(files.count / 2))
      let late = Set(files.dropFirst(files.count / 2))
      switch wanted.kind {
      case .victims: drawDependents(wanted, \.polluter, on: late, in: early, &casting)
      case .brittle: drawDependents(wanted, \.setter, on: early, in: late, &casting)
      }
    }
  }

  /// Makes tests of some files depend on one of others.
  private mutating func drawDependents(
    _ wanted: OrderDependenceSettings,
    _ dependence: WritableKeyPath<SimulatedTest, Int?>,
    on files: Set<String>,
    in dependentFiles: Set<String>,
    _ casting: inout RoleCasting
  ) {
    guard let other = casting.take(where: { files.contains($0.identity.file) }) else { return }
    for _ in 0..<wanted.tests {
      let test = casting.take { dependentFiles.contains($0.identity.file) }
      guard let test else { return }
      tests[test][keyPath: dependence] = other
    }
  }

  /// The files of each node of a job in the usual order, where its variants have the most nodes.
  private func filesOfNodes(ofJob name: String) -> [[String]] {
    guard let index = settings.jobs.firstIndex(where: { $0.name == name }) else { return [] }
    let plan = JobPlan(index: index, job: settings.jobs[index], tests: tests)
    let nodeTotal = settings.jobs[index].variants.map(\.nodeTotal).max() ?? 1
    return plan.filesInUsualOrder(onNodes: nodeTotal).map { node in
      node.compactMap { $0.first.map { tests[$0].identity.file } }
    }
  }
}
