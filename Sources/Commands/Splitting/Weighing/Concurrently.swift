import Dispatch
import Synchronization

/// What two functions return or throw that run at the same time.
func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () throws -> First,
  _ second: @Sendable () throws -> Second
) -> (Result<First, any Error>, Result<Second, any Error>) {
  let results = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { number in
    if number == 0 {
      let result = Result { try first() }
      results.withLock { $0.0 = result }
    } else {
      let result = Result { try second() }
      results.withLock { $0.1 = result }
    }
  }
  guard case (let first?, let second?) = results.withLock({ $0 }) else {
    preconditionFailure("both functions have returned")
  }
  return (first, second)
}
