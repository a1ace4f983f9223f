import Foundation

/// Time, as waiting for a host needs it: handed in, so that no test has to wait.
public protocol HostClock: Sendable {
  /// The seconds since the start of 1970.
  var now: Double { get }
  /// A number from 0 up to and without 1, another one each time.
  func jitter() -> Double
  /// Waits.
  func sleep(seconds: Double)
}

/// The clock of the machine.
public struct SystemHostClock: HostClock {
  /// Creates the clock.
  public init() {}

  /// The seconds since the start of 1970.
  public var now: Double { Date().timeIntervalSince1970 }

  /// A number by chance.
  public func jitter() -> Double { Double.random(in: 0..<1) }

  /// Waits.
  public func sleep(seconds: Double) { Thread.sleep(forTimeInterval: seconds) }
}
