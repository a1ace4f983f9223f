/// What another parser told of a document that is parsed again from its open elements on.
struct ToldBefore {
  /// The start tags that come before what is new.
  var starts = 0
  /// The bytes of text that come before what is new.
  var text = 0

  /// Whether a start tag was told before.
  mutating func hasStart() -> Bool {
    guard starts > 0 else { return false }
    starts -= 1
    return true
  }

  /// How many of the first bytes of a text were told before.
  mutating func textBytes(of count: Int) -> Int {
    let told = min(text, count)
    text -= told
    return told
  }
}
