/// The attributes of one element, as libxml2 lays them out: name, prefix, namespace, start and end
/// of the value.
///
/// They are valid only during the event that tells them.
struct SAXAttributes {
  private let fields: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  /// The number of attributes.
  let count: Int

  init(_ fields: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    self.fields = fields
    self.count = fields == nil ? 0 : count
  }

  /// The name and the value of an attribute, in the document's order; none for one that has none.
  @inline(__always)
  subscript(_ index: Int) -> (name: UnsafePointer<UInt8>, value: UnsafeBufferPointer<UInt8>)? {
    guard let fields else { return nil }
    let field = fields + index * 5
    guard let name = field[0], let start = field[3], let end = field[4] else { return nil }
    return (name, UnsafeBufferPointer(start: start, count: end - start))
  }
}
