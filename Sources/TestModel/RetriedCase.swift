/// What became known of a case after it was told.
public struct RetriedCase: Sendable, Hashable {
  /// What the attempt was that was told.
  public enum ToldAttempt: Sendable, Hashable {
    /// The first one, as it was told.
    case first
    /// The first one, and it failed although it was told as passed.
    case failed
    /// The last one.
    case last
  }

  /// The case as it was told.
  public var id: TestID
  /// The identity as a number: `TestID.identityHash(repo:)`.
  public var identityHash: UInt64
  /// How it was told to have ended.
  public var toldOutcome: Outcome
  /// What the attempt was that was told.
  public var told: ToldAttempt
  /// The other attempts, in the order in which they ran; not empty.
  public var otherAttempts: [Attempt]

  /// Creates the news of a case.
  public init(
    id: TestID,
    identityHash: UInt64,
    toldOutcome: Outcome,
    told: ToldAttempt,
    otherAttempts: [Attempt]
  ) {
    self.id = id
    self.identityHash = identityHash
    self.toldOutcome = toldOutcome
    self.told = told
    self.otherAttempts = otherAttempts
  }

  /// How the case ended, as is known now.
  public var outcome: Outcome {
    told == .last ? toldOutcome : (otherAttempts.last?.outcome ?? toldOutcome)
  }

  /// All attempts in the order in which they ran.
  ///
  /// - Parameter toldAttempts: the attempts as they were told.
  public func attempts(after toldAttempts: [Attempt]) -> [Attempt] {
    switch told {
    case .first: return toldAttempts + otherAttempts
    case .last: return otherAttempts + toldAttempts
    case .failed:
      var first = toldAttempts
      if !first.isEmpty { first[0].outcome = .failed }
      return first + otherAttempts
    }
  }
}
