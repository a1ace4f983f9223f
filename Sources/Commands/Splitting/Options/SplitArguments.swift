import ArgumentParser

/// How items are weighed.
enum SplitBy: String, ExpressibleByArgument, CaseIterable { case name, filesize, timings }

/// What the items of a split are.
enum TimingsType: String, ExpressibleByArgument, CaseIterable {
  case filename, classname, testname, autodetect

  init?(argument: String) {
    // CircleCI's own examples use the short forms as well.
    switch argument {
    case "file": self = .filename
    case "name": self = .testname
    default: self.init(rawValue: argument)
    }
  }
}

/// A share on the command line: `80%` or `0.8`.
struct ShareArgument: ExpressibleByArgument, Sendable, Hashable {
  var share: Double

  init?(argument: String) {
    let number =
      argument.hasSuffix("%")
      ? Double(argument.dropLast()).map { $0 / 100 }
      : Double(argument)
    guard let number, (0...1).contains(number) else { return nil }
    share = number
  }
}

/// One node of several, as `2/8`: counted from 1.
struct ShardArgument: ExpressibleByArgument, Sendable, Hashable {
  var index: Int
  var total: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let node = Int(parts[0]), let total = Int(parts[1]), node >= 1,
      node <= total
    else { return nil }
    index = node - 1
    self.total = total
  }
}
