/// Where a test is in the life of a quarantine.
public enum QuarantineState: String, Sendable, Hashable, CaseIterable {
  /// It is flaky, and not in quarantine: not surely enough yet, or something holds it back.
  case candidate
  /// It was flaky, and no longer is; it never was in quarantine since.
  case cleared
  /// Its failures are excused.
  case quarantined
  /// Its failures are excused again: it flaked after it had left.
  case reflaked = "re_flaked"
  /// Its failures are excused, and it is past its date.
  case expired
  /// It left on the evidence; its failures count, and a flake puts it back at once.
  case probation
  /// Its probation went well.
  case released
  /// A person said that it is mended; the policy watches it until the evidence says so, too.
  case fixed
  /// It left because it fails every time.
  case broken
  /// It was taken out, and comes back only for what it does from then on.
  case removed
  /// A person keeps it out.
  case held

  /// Whether failures of the test do not stop a build.
  public var isExcused: Bool { [.quarantined, .reflaked, .expired].contains(self) }
}
