extension Dialect {
  /// Zephyr’s twister: a suite a platform, or a suite a scenario with the platform as a property.
  static let twister = Dialect(
    producer: "Zephyr twister",
    isRecognized: {
      $0.properties["version"]?.holds("zephyr") == true
        || $0.has(property: "version")
          && $0.suite.isShaped("name time timestamp? tests failures errors skipped")
    },
    timestampsAreLocal: true
  )
}
