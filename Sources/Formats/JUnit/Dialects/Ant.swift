extension Dialect {
  /// Ant’s junit task.
  static let ant = Dialect(
    producer: "ant",
    isRecognized: { $0.properties.keys.contains { $0.hasPrefix("ant.") } }
  )
}
