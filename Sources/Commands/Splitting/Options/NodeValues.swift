import ArgumentParser
import TestModel

/// Spans by node: `0=20s,2=-5s`.
struct NodeSpans: ExpressibleByArgument, Sendable, Hashable {
  var microseconds: [Int: Int64] = [:]

  init?(argument: String) {
    guard let values = valuesByNode(argument) else { return nil }
    for (node, text) in values {
      let isNegative = text.hasPrefix("-")
      guard let span = SpanArgument(argument: isNegative ? String(text.dropFirst()) : text) else {
        return nil
      }
      microseconds[node] = isNegative ? -span.span.count : span.span.count
    }
  }
}

/// Speeds by node: `0=1.5,3=0.8`.
struct NodeSpeeds: ExpressibleByArgument, Sendable, Hashable {
  var perMille: [Int: Int] = [:]

  init?(argument: String) {
    guard let values = valuesByNode(argument) else { return nil }
    for (node, text) in values {
      guard let speed = Double(text), (0.01...100).contains(speed) else { return nil }
      perMille[node] = Int((speed * 1000).rounded())
    }
  }
}

/// `0=a,2=b`, each node once; none where it is anything else.
private func valuesByNode(_ argument: String) -> [(node: Int, value: String)]? {
  var values: [(node: Int, value: String)] = []
  for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
    let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, let node = Int(sides[0]), node >= 0,
      !values.contains(where: { $0.node == node })
    else { return nil }
    values.append((node, String(sides[1])))
  }
  return values
}
