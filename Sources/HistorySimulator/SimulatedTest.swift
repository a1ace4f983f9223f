/// A test of the simulated repository with everything that is true of it.
public struct SimulatedTest: Sendable, Hashable {
  /// What reports call it.
  public let identity: TestIdentity
  /// The job that runs it.
  public let job: String
  /// The median duration in milliseconds, before any drift.
  public let medianMilliseconds: Double
  /// The standard deviation of the logarithm of the duration.
  public let durationSigma: Double
  /// The commits of the default branch that have the test.
  public internal(set) var lifetime = MainlineRange.always
  /// How its duration develops.
  public internal(set) var durationCourse = DurationCourse.steady
  /// Where it is skipped, if anywhere.
  public internal(set) var skip: SkipRule?
  /// How it flakes, if it does.
  public internal(set) var flake: Flake?
  /// The index of the test that makes it fail when it ran before on the same node.
  public internal(set) var polluter: Int?
  /// The index of the test without which before it on the same node it fails.
  public internal(set) var setter: Int?
  /// The variant it is red on, if there is one.
  public internal(set) var variantBreakage: VariantBreakage?
  /// The index of the test that continues it under another name.
  public internal(set) var renamedTo: Int?
  /// The index of the test it continues.
  public internal(set) var renamedFrom: Int?

  init(identity: TestIdentity, job: String, medianMilliseconds: Double, durationSigma: Double) {
    self.identity = identity
    self.job = job
    self.medianMilliseconds = medianMilliseconds
    self.durationSigma = durationSigma
  }

  /// Every fact about the test, in a fixed order; `healthy` when nothing makes it fail by itself.
  public var kinds: [TestKind] {
    var kinds: [TestKind] = []
    if flake != nil { kinds.append(.flaky) }
    if polluter != nil || setter != nil { kinds.append(.orderDependent) }
    if variantBreakage != nil { kinds.append(.variantBroken) }
    if kinds.isEmpty { kinds.append(.healthy) }
    switch skip {
    case .everywhere: kinds.append(.skipped)
    case .onVariant: kinds.append(.variantSkipped)
    case nil: break
    }
    if durationCourse != .steady { kinds.append(.drifting) }
    if renamedTo != nil { kinds.append(.renamed) }
    if renamedFrom != nil { kinds.append(.renaming) }
    if renamedFrom == nil, lifetime.from > 0 { kinds.append(.new) }
    if renamedTo == nil, lifetime.to != nil { kinds.append(.deleted) }
    return kinds
  }
}
