import TestModel

/// What a failure looks like in a report.
public enum FailureKind: String, Sendable, Hashable, CaseIterable {
  /// A wait ran out after a varying time.
  case timeout
  /// A service did not answer on a varying port.
  case connectionRefused = "connection_refused"
  /// Two collections were compared in an order nobody promised.
  case unorderedCollection = "unordered_collection"
  /// A file in a folder of a varying name was not there.
  case temporaryFile = "temporary_file"
  /// Two clock readings differ.
  case clock
  /// An object was not yet in the state that was waited for.
  case raceCondition = "race_condition"
  /// Two decimals differ by more than was allowed.
  case tolerance
  /// A value is wrong, and the same every time.
  case wrongValue = "wrong_value"
  /// A name does not exist on the object.
  case missingAttribute = "missing_attribute"
  /// A call has the wrong arguments.
  case wrongArguments = "wrong_arguments"
  /// The database is not reachable.
  case databaseDown = "database_down"
  /// A name does not resolve.
  case nameResolution = "name_resolution"
  /// The disk is full.
  case diskFull = "disk_full"
  /// A service answers 503, which an assertion notices.
  case serviceStatus = "service_status"
  /// A service answers with nothing, which every test notices in its own words.
  case emptyResult = "empty_result"
  /// The time limit of the test ran out, which is the same every time.
  case timeLimit = "time_limit"
  /// A random value is out of bounds; the message has the seed.
  case randomSeed = "random_seed"
  /// A connection broke in the middle.
  case connectionReset = "connection_reset"
  /// A date is a day off.
  case wrongDay = "wrong_day"
  /// An answer took longer than the test allows.
  case latency
  /// A resource is held by another process.
  case resourceLocked = "resource_locked"
  /// What another test should have left is not there.
  case missingSetup = "missing_setup"

  /// The kinds a flaky test has.
  static let ofFlakes: [FailureKind] = [
    .timeout, .connectionRefused, .unorderedCollection, .temporaryFile, .clock, .raceCondition,
    .tolerance,
  ]

  /// The kinds a change of the code causes.
  static let ofChanges: [FailureKind] = [.wrongValue, .missingAttribute, .wrongArguments]

  /// The kinds an outage has, but for those in the shape of an assertion.
  static let ofOutages: [FailureKind] = [.databaseDown, .nameResolution, .diskFull]

  /// The cause that a flaky failure of the kind tells by its message; nothing when it tells none.
  public var toldCause: FlakeCause? {
    switch self {
    case .timeout, .timeLimit: .timeout
    case .connectionRefused, .connectionReset: .network
    case .clock, .wrongDay: .timeOfDay
    case .randomSeed: .randomness
    case .latency: .slowHost
    case .resourceLocked: .sharedResource
    default: nil
    }
  }

  /// The time limit of a test, in milliseconds.
  static let timeLimitMilliseconds = 20_000

  /// Whether reports have it as an error, for it strikes before the test itself.
  var isError: Bool {
    Self.ofOutages.contains(self)
  }
}
