extension Dialect {
  /// CUnit’s automated interface.
  static let cUnit = Dialect(
    producer: "CUnit",
    isRecognized: {
      $0.root.isShaped("errors failures tests name")
        && $0.suite.isShaped("errors failures tests name time?")
    }
  )
}
