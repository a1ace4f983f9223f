/// Where a test is skipped.
public enum SkipRule: Sendable, Hashable {
  /// It is skipped in every job run.
  case everywhere
  /// It is skipped on one variant and runs on the others.
  case onVariant(String)

  func skips(variant: String) -> Bool {
    switch self {
    case .everywhere: true
    case .onVariant(let skipped): skipped == variant
    }
  }
}
