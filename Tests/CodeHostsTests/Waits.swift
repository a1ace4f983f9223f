import Synchronization

/// Numbers that are gathered.
final class Waits: Sendable {
  private let numbers = Mutex<[Double]>([])

  var all: [Double] { numbers.withLock { $0 } }
  func add(_ number: Double) { numbers.withLock { $0.append(number) } }
}
