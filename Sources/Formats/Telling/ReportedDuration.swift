import TestModel

/// The time that a number of milliseconds says; none for what is no time.
func reportedTime(milliseconds: Double?) -> Microseconds? {
  reportedTime(seconds: milliseconds.map { $0 / 1000 })
}

/// The time that a number of seconds says; none for what is no time.
func reportedTime(seconds: Double?) -> Microseconds? {
  seconds.flatMap { Microseconds(seconds: $0) }.flatMap(believable)
}

/// The moment that a number of milliseconds since 1970 says; none for what is absurd.
func reportedMoment(milliseconds: Double?) -> Timestamp? {
  guard let milliseconds, milliseconds > 0, milliseconds < 1e14 else { return nil }
  return Timestamp(milliseconds: Int64(milliseconds))
}

/// The names of suites, from the outermost, as one path.
func suitePath(_ names: [String]) -> String {
  names.filter { !$0.isEmpty }.joined(separator: " > ")
}
