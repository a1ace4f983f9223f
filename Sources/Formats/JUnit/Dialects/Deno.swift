extension Dialect {
  /// `deno test`: a suite a module.
  static let deno = Dialect(
    producer: "deno test",
    isRecognized: { $0.root["name"] == "deno test" },
    filePlace: .classname
  )
}
