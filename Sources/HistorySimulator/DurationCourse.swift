/// How the duration of a test develops over the commits of the default branch.
public enum DurationCourse: Sendable, Hashable {
  /// It stays what it was, but for noise.
  case steady
  /// It is multiplied by a factor from the commit at a position on.
  case step(position: Int, factor: Double)
  /// It grows evenly until it is multiplied by a factor at the last commit.
  case trend(factorAtEnd: Double, lastPosition: Int)

  func factor(at mainPosition: Int) -> Double {
    switch self {
    case .steady: 1
    case .step(let position, let factor): mainPosition >= position ? factor : 1
    case .trend(let factorAtEnd, let lastPosition):
      1 + (factorAtEnd - 1) * Double(mainPosition) / Double(max(lastPosition, 1))
    }
  }
}
