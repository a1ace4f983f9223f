/// The attributes of one element, as libxml2 lays them out: name, prefix, namespace, start and end
/// of the value.
///
/// They are valid only during the event that tells them.
struct SAXAttributes {
  private let fields: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private let count: Int

  init(_ fields: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    self.fields = fields
    self.count = fields == nil ? 0 : count
  }

  /// Calls `body` with the name and the value of each attribute, in the document's order.
  @inline(__always)
  func forEach(_ body: (UnsafePointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
    guard let fields else { return }
    for index in 0..<count {
      let field = fields + index * 5
      guard let name = field[0], let start = field[3], let end = field[4] else { continue }
      body(name, UnsafeBufferPointer(start: start, count: end - start))
    }
  }
}
