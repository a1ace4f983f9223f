extension World {
  mutating func drawSkips(_ casting: inout RoleCasting) {
    for _ in 0..<settings.suite.skipped {
      guard let test = casting.take() else { return }
      tests[test].skip = .everywhere
    }
    let jobs = settings.jobs.filter { $0.variants.count > 1 }.map(\.name)
    for _ in 0..<settings.suite.variantSkipped {
      guard let test = casting.take(where: { jobs.contains($0.job) }) else { return }
      tests[test].skip = .onVariant(casting.random.pick(variants(ofJob: tests[test].job)))
    }
  }

  mutating func drawDurationCourses(_ casting: inout RoleCasting) {
    for _ in 0..<settings.suite.slowedAtCommit {
      guard let test = casting.take() else { return }
      tests[test].durationCourse = .step(
        position: position(between: 0.3...0.7, &casting.random),
        factor: casting.random.fraction(in: 2...5)
      )
    }
    for _ in 0..<settings.suite.slowedGradually {
      guard let test = casting.take() else { return }
      tests[test].durationCourse = .trend(
        factorAtEnd: casting.random.fraction(in: 1.8...3.5),
        lastPosition: lastPosition
      )
    }
  }

  mutating func drawLifetimes(_ casting: inout RoleCasting) {
    for _ in 0..<settings.suite.new {
      guard let test = casting.take() else { return }
      let from = position(between: 0.2...0.8, &casting.random)
      tests[test].lifetime = MainlineRange(from: from, to: nil)
    }
    for _ in 0..<settings.suite.deleted {
      guard let test = casting.take() else { return }
      let to = position(between: 0.3...0.8, &casting.random)
      tests[test].lifetime = MainlineRange(from: 0, to: to)
    }
  }

  mutating func drawRenames(_ casting: inout RoleCasting) {
    let steadyFlakes = tests.indices.filter { index in
      guard let flake = tests[index].flake else { return false }
      return flake.range == .always && flake.rate >= 0.04
    }
    for old in steadyFlakes.prefix(settings.suite.renamedFlaky) {
      rename(old, to: renamed(tests[old].identity), &casting.random)
    }
    for _ in 0..<settings.suite.renamed {
      guard let old = casting.take() else { return }
      rename(old, to: renamed(tests[old].identity), &casting.random)
    }
    for _ in 0..<settings.suite.moved {
      guard let old = casting.take() else { return }
      rename(old, to: moved(tests[old].identity), &casting.random)
    }
  }

  /// Ends a test and continues it, with all its habits, under another identity.
  private mutating func rename(
    _ old: Int,
    to identity: TestIdentity,
    _ random: inout SplitMix64
  ) {
    let model = tests[old]
    let position = position(between: 0.35...0.65, &random)
    var continuation = SimulatedTest(
      identity: identity,
      job: model.job,
      medianMilliseconds: model.medianMilliseconds,
      durationSigma: model.durationSigma
    )
    continuation.flake = model.flake
    continuation.lifetime = MainlineRange(from: position, to: nil)
    continuation.renamedFrom = old
    tests[old].lifetime = MainlineRange(from: 0, to: position)
    tests[old].renamedTo = tests.count
    tests.append(continuation)
  }

  private func renamed(_ identity: TestIdentity) -> TestIdentity {
    var result = identity
    let parameters = identity.name.dropFirst(identity.functionName.count)
    result.name = identity.functionName + "_once" + parameters
    return result
  }

  private func moved(_ identity: TestIdentity) -> TestIdentity {
    var result = identity
    let oldModule = TestIdentity.module(ofFile: identity.file)
    result.file = identity.file.dropLast(3) + "_moved.py"
    let newModule = TestIdentity.module(ofFile: result.file)
    result.classname = newModule + identity.classname.dropFirst(oldModule.count)
    return result
  }
}
