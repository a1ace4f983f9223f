import TestModel

extension FailureWords {
  /// The words of a test whose service answered with nothing, which are the test's own.
  static func ofEmptyResult(
    _ stable: inout SplitMix64,
    _ volatile: inout SplitMix64
  ) -> FailureWords {
    let noun = stable.pick(["bill", "draft", "item", "order", "page", "refund", "user", "zone"])
    let verb = stable.pick(["find", "list", "load", "read", "search", "select"])
    let field = stable.pick(["code", "currency", "label", "owner", "price", "state"])
    let address = "0x7f" + volatile.hexadecimal(digits: 10)
    let details = [
      "assert [] == ['\(field)'] where [] = \(verb)(<\(noun) at \(address)>)",
      "assert None is not None where None = <\(noun) at \(address)>.\(field)",
      "'\(field)' not in {} (\(verb) of <\(noun) at \(address)>)",
    ]
    let detail = stable.pick(details)
    return FailureWords("AssertionError", detail, in: noun + "s", verb, "\(noun).\(field)")
  }

  /// The words of flaky and order-dependent tests whose failures tell their cause.
  static func ofCausedFlake(
    _ kind: FailureKind,
    _ startedAt: Timestamp,
    _ volatile: inout SplitMix64
  ) -> FailureWords {
    let number = volatile.integer(in: 1000...9999)
    let port = volatile.integer(in: 32_768...60_999)
    switch kind {
    case .randomSeed:
      let seed = volatile.integer(in: 100_000_000...999_999_999)
      let detail = "assert 0.\(number) < 0.1 (random seed: \(seed))"
      return FailureWords("AssertionError", detail, in: "sample", "draw", "spread < 0.1")
    case .connectionReset:
      let detail = "[Errno 104] Connection reset by peer: 127.0.0.1:\(port)"
      return FailureWords("ConnectionResetError", detail, in: "http", "read", "socket.recv(size)")
    case .wrongDay:
      let today = startedAt.iso8601.prefix(10)
      let tomorrow = startedAt.adding(days: 1).iso8601.prefix(10)
      let detail = "assert '\(tomorrow)' == '\(today)' (now \(startedAt.iso8601))"
      return FailureWords("AssertionError", detail, in: "days", "due", "bill.due == today")
    case .latency:
      let detail = "answer took \(number % 1500 + 800) ms, allowed are 750 ms (pid \(port))"
      return FailureWords("AssertionError", detail, in: "speed", "within", "took <= allowed")
    case .resourceLocked:
      let detail = "database 'shared-\(number % 4)' is locked by process \(port)"
      return FailureWords("OperationalError", detail, in: "db", "begin", "driver.begin()")
    case .missingSetup:
      let address = "0x7f" + volatile.hexadecimal(digits: 10)
      let detail = "'default' is not in <Registry at \(address)> of 0 entries"
      return FailureWords("LookupError", detail, in: "registry", "find", "registry['default']")
    default:
      let limit = FailureKind.timeLimitMilliseconds / 1000
      let detail = "test exceeded its limit of \(limit) s (pid \(port), thread \(number))"
      return FailureWords("TimeoutError", detail, in: "wait", "join", "worker.join()")
    }
  }
}
