import TestModel

/// The words by which messages of failures tell what went wrong.
///
/// A needle is a lower-cased text; one that begins or ends with a letter or digit is found only as
/// whole words, so that "seed" is not found in "proceed"; `*` at its end lifts that for the end. In a
/// message the longest needle counts where several begin: "connection timed out" speaks of the
/// network and not of a wait.
enum MessageLexicon {
  /// A kind of cause and what its messages say.
  typealias Entry = (kind: FlakeCause.Kind, subject: String, needles: [String])

  /// All entries, by kind.
  static let entries: [Entry] = [
    timing, concurrency, network, randomness, sharedState, dates,
  ]

  /// The entry that lists in another order belong to.
  static let entryOfOrders = entries.firstIndex { $0.kind == .randomness }
  /// The entry that dates that differ belong to.
  static let entryOfDates = entries.firstIndex { $0.kind == .timeOfDay }

  private static let timing: Entry = (
    .timing, "waits that ran out",
    [
      "timeout*", "timed out", "time out", "timeoutexception", "timeouterror", "deadline*",
      "deadlineexceeded*", "no answer after", "no response after", "waited", "waiting for",
      "gave up after", "took too long", "took longer than", "took <", "exceeded its limit",
      "exceeded the limit", "not within", "exceeded the time*",
      "asynchronous wait failed", "exceeded timeout", "condition was not fulfilled",
      "conditiontimeoutexception", "too slow",
    ]
  )

  private static let concurrency: Entry = (
    .concurrency, "a race",
    [
      "race", "data race", "race condition", "deadlock*", "livelock", "concurrent*",
      "concurrentmodificationexception", "threading", "another thread", "other thread",
      "multiple threads",
      "thread safety", "not thread-safe", "all goroutines are asleep", "mutex", "semaphore",
      "interruptedexception", "rejectedexecutionexception", "illegalmonitorstateexception",
      "brokenbarrierexception", "pending", "still running", "not ready", "not yet", "not started",
      "already closed", "already completed", "already finished", "already running",
      "changed size during iteration", "mutated while being enumerated", "use after free",
      "event loop is closed", "event loop is already running", "never awaited",
      "stale element*", "staleelementreferenceexception", "not attached to the dom",
      "detached from the dom", "optimisticlock*", "could not serialize access",
      "write conflict", "not wrapped in act",
    ]
  )

  private static let network: Entry = (
    .network, "the network",
    [
      "connection refused", "connection reset*", "connection aborted", "connection closed",
      "connection timed out", "connection timeout", "connect timeout", "connection error",
      "connectionerror", "connectionrefusederror", "connectionreseterror", "connection was closed",
      "connectexception", "connecttimeoutexception", "sockettimeoutexception", "socketexception",
      "socket timeout", "socket hang up", "socket closed", "read timed out", "broken pipe",
      "unexpected end of stream", "econnrefused", "econnreset", "econnaborted", "etimedout",
      "enotfound", "ehostunreach", "enetunreach", "epipe", "eai_again", "getaddrinfo*",
      "unknownhostexception", "unknown host", "no such host", "name resolution",
      "name or service not known", "could not resolve*", "cannot resolve*",
      "failed to resolve", "dns", "no route to host", "network is unreachable",
      "network unreachable", "network error", "networkerror", "net::err*", "could not connect",
      "cannot connect", "failed to connect", "failed to fetch", "unable to connect",
      "service unavailable", "serviceunavailable", "bad gateway", "gateway timeout",
      "gateway time-out", "too many requests", "rate limit*", "ssl handshake*", "tls handshake*",
      "ssl error", "sslerror", "maxretryerror", "newconnectionerror", "read econnreset",
      "dial tcp", "i/o timeout", "urlerror", "nsurlerrordomain", "remote end closed*",
      "transport is closing", "statuscode.unavailable",
    ]
  )

  private static let randomness: Entry = (
    .randomness, "chance, or of an order that nobody promised",
    [
      "seed*", "random", "randomly", "random_state", "randomized", "shuffle*", "unordered",
      "falsifying example", "hypothesis", "counterexample", "falsified after", "property failed",
      "quickcheck", "flaky", "hashmap", "hashset", "frozenset", "same elements",
      "different order", "wrong order", "in that order", "not sorted", "elements differ in order",
      "approx", "isclose", "not close", "allclose", "not almost equal", "almost equal",
      "tolerance", "±", "+/-", "mismatched elements", "within delta",
    ]
  )

  private static let sharedState: Entry = (
    .sharedState, "files, ports, keys or locks that others hold",
    [
      "address already in use", "address in use", "eaddrinuse", "port already in use",
      "port is already allocated", "bindexception", "already in use", "file exists",
      "fileexistserror", "filealreadyexistsexception", "eexist", "already exists",
      "duplicate key*", "duplicate entry", "duplicatekeyexception", "unique constraint",
      "uniqueviolation", "violates unique*", "integrityerror", "database is locked",
      "database table is locked", "is locked", "lock file", "lock timeout", "lock wait timeout*",
      "could not obtain lock", "unable to acquire lock", "failed to acquire lock",
      "resource busy", "ebusy", "etxtbsy", "text file busy", "being used by another process",
      "no such file or directory", "filenotfounderror", "filenotfoundexception",
      "nosuchfileexception", "enoent", "directory not empty", "enotempty",
      "resource temporarily unavailable", "already registered", "already defined",
    ]
  )

  private static let dates: Entry = (
    .timeOfDay, "dates or time zones",
    [
      "midnight", "time zone", "timezone", "daylight saving*", "utc offset", "leap year",
      "end of month", "day is out of range",
    ]
  )
}
