import TestModel

/// The words of one failure, before they are put into frames.
struct FailureWords {
  let type: String
  let detail: String
  let place: String
  let function: String
  let statement: String
  let innerStatement: String

  init(
    _ type: String,
    _ detail: String,
    in place: String,
    _ function: String,
    _ innerStatement: String
  ) {
    self.type = type
    self.detail = detail
    self.place = place
    self.function = function
    self.innerStatement = innerStatement
    statement = "result = \(function)(shop)"
  }

  init(
    kind: FailureKind,
    startedAt: Timestamp,
    stable: inout SplitMix64,
    volatile: inout SplitMix64
  ) {
    switch kind {
    case .wrongValue, .missingAttribute, .wrongArguments:
      self = Self.ofChange(kind, &stable, &volatile)
    case .databaseDown, .nameResolution, .diskFull, .serviceStatus:
      self = Self.ofOutage(kind, startedAt, &volatile)
    case .emptyResult:
      self = Self.ofEmptyResult(&stable, &volatile)
    case .timeLimit, .randomSeed, .connectionReset, .wrongDay, .latency, .resourceLocked,
      .missingSetup:
      self = Self.ofCausedFlake(kind, startedAt, &volatile)
    default:
      self = Self.ofFlake(kind, startedAt, &volatile)
    }
  }

  private static func ofChange(
    _ kind: FailureKind,
    _ stable: inout SplitMix64,
    _ volatile: inout SplitMix64
  ) -> FailureWords {
    let number = stable.integer(in: 2...60)
    let address = "0x7f" + volatile.hexadecimal(digits: 10)
    switch kind {
    case .missingAttribute:
      let name = stable.pick(["tax_code", "unit_price", "locale", "line_total"])
      let detail = "'Order' object at \(address) has no attribute '\(name)'"
      return FailureWords("AttributeError", detail, in: "orders", "price", "order.\(name)")
    case .wrongArguments:
      let detail = "total() takes \(number % 4 + 1) positional arguments but 5 were given"
      return FailureWords("TypeError", detail, in: "totals", "total", "total(*lines)")
    default:
      let detail = "assert \(number) == \(number + 1) where \(number) = <Cart at \(address)>.count"
      return FailureWords("AssertionError", detail, in: "cart", "count", "cart.count == expected")
    }
  }

  private static func ofOutage(
    _ kind: FailureKind,
    _ startedAt: Timestamp,
    _ volatile: inout SplitMix64
  ) -> FailureWords {
    let port = volatile.integer(in: 32_768...60_999)
    switch kind {
    case .nameResolution:
      let detail = "[Errno -3] cannot resolve 'db-\(volatile.integer(in: 1...9)).internal'"
      return FailureWords("GAIError", detail, in: "net", "resolve", "socket.getaddrinfo(host)")
    case .diskFull:
      let path = "/tmp/pytest-\(volatile.integer(in: 100...999))/blob"
      let detail = "[Errno 28] No space left on device: '\(path)'"
      return FailureWords("OSError", detail, in: "files", "write", "handle.write(data)")
    case .serviceStatus:
      let id = volatile.hexadecimal(digits: 12)
      let detail = "assert 503 == 200 (request \(id) at \(startedAt.iso8601))"
      return FailureWords("AssertionError", detail, in: "http", "get", "reply.status == 200")
    default:
      let detail = "could not connect to server at 10.0.\(port % 250).7, port \(port)"
      return FailureWords("OperationalError", detail, in: "db", "connect", "driver.connect(dsn)")
    }
  }

  private static func ofFlake(
    _ kind: FailureKind,
    _ startedAt: Timestamp,
    _ volatile: inout SplitMix64
  ) -> FailureWords {
    let number = volatile.integer(in: 1000...9999)
    let address = "0x7f" + volatile.hexadecimal(digits: 10)
    switch kind {
    case .connectionRefused:
      let port = volatile.integer(in: 32_768...60_999)
      let detail = "[Errno 111] Connection refused: 127.0.0.1:\(port)"
      return FailureWords("ConnectionError", detail, in: "http", "send", "socket.connect(peer)")
    case .unorderedCollection:
      let ids = volatile.shuffled([3, 7, 12, 20]).map(String.init).joined(separator: ", ")
      let detail = "assert [\(ids)] == [3, 7, 12, 20]"
      return FailureWords("AssertionError", detail, in: "search", "rank", "list(hits) == wanted")
    case .temporaryFile:
      let path = "/tmp/pytest-of-ci/pytest-\(number)/export\(number % 9).csv"
      let detail = "[Errno 2] No such file or directory: '\(path)'"
      return FailureWords("FileNotFoundError", detail, in: "export", "read", "open(path)")
    case .clock:
      let later = startedAt.adding(seconds: number % 60 + 1).iso8601
      let detail = "assert '\(startedAt.iso8601)' == '\(later)'"
      return FailureWords("AssertionError", detail, in: "clock", "now", "event.at == expected")
    case .raceCondition:
      let detail = "<Job #\(number) at \(address)> is 'pending', expected 'done'"
      return FailureWords("AssertionError", detail, in: "jobs", "join", "job.state == 'done'")
    case .tolerance:
      let detail = "assert 0.\(number) == 0.25 ± 0.01 (\(address))"
      return FailureWords("AssertionError", detail, in: "rates", "sample", "rate == approx(0.25)")
    default:
      let detail = "no answer after \(number) ms (waited for 'ready', pid \(number * 3 % 32_000))"
      return FailureWords("TimeoutError", detail, in: "wait", "until", "event.wait(limit)")
    }
  }
}
