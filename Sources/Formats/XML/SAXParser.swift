import CLibXML2

/// Receives the parts of an XML document in the order of the document.
protocol SAXHandler: AnyObject {
  func startElement(_ name: UnsafePointer<UInt8>, _ attributes: SAXAttributes)
  func endElement()
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
  func entityDeclaration()
  /// A violation of the rules of XML; the parser goes on where it can.
  func malformed(_ message: String, line: Int)
}

/// A push parser on top of libxml2's SAX2 interface.
///
/// It never touches the network, loads no document type and replaces no entity but the five of XML.
/// libxml2's own limits are off (`XML_PARSE_HUGE`), because they refuse honest reports; the limits
/// that hold are those of the handler and `longestTag`. A class, because libxml2 keeps a pointer to
/// it.
final class SAXParser {
  /// The attributes of a tag of some size before the document is refused: libxml2 compares each with
  /// each.
  static let mostAttributes = 10_000
  /// The bytes that one tag or comment may take before the document is refused.
  static let longestTag = 16 * 1_048_576

  // Its owner is the handler: it lives as long as the parser is called.
  private unowned(unsafe) let handler: any SAXHandler
  private let context: xmlParserCtxtPtr
  private let errorSink: UnsafeMutablePointer<clibxml2_error_sink>
  private var bytesSinceEvent = 0
  private var attributesSinceEvent = 0

  init(handler: any SAXHandler) throws(ReportError) {
    self.handler = handler
    var sax = SAXParser.callbacks()
    clibxml2_send_errors(&sax)
    guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
      throw ReportError.parserUnavailable
    }
    // NOENT, because libxml2 otherwise leaves `&amp;` in attributes as `&#38;`. The only entities
    // there can be are XML's own five: a document that declares one is refused.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_RECOVER.rawValue
      | XML_PARSE_NOENT.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    self.context = context
    errorSink = .allocate(capacity: 1)
    let this = Unmanaged.passUnretained(self).toOpaque()
    errorSink.initialize(
      to: clibxml2_error_sink(
        handler: { user, code, _, line, message in
          SAXParser.from(user)?.report(code: code, line: line, message: message)
        },
        context: this
      )
    )
    context.pointee.userData = this
    context.pointee._private = UnsafeMutableRawPointer(errorSink)
  }

  deinit {
    xmlFreeDoc(context.pointee.myDoc)
    xmlFreeParserCtxt(context)
    errorSink.deallocate()
  }

  /// The line that the parser has reached, from 1.
  var line: Int { Int(clibxml2_line(context)) }

  /// Parses the next bytes of the document.
  func push(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReportError) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    bytesSinceEvent += bytes.count
    _ = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      xmlParseChunk(context, $0, Int32(bytes.count), 0)
    }
    // No event since this piece began: a tag goes on, and what is in it is counted.
    attributesSinceEvent =
      bytesSinceEvent < bytes.count ? 0 : attributesSinceEvent + attributes(in: bytes)
    guard bytesSinceEvent <= SAXParser.longestTag,
      attributesSinceEvent <= SAXParser.mostAttributes
    else {
      throw ReportError.tagTooLong(limit: SAXParser.longestTag, line: line)
    }
  }

  private func attributes(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    zip(bytes, bytes.dropFirst()).count { byte, next in
      byte == UInt8(ascii: "=") && (next == UInt8(ascii: "\"") || next == UInt8(ascii: "'"))
    }
  }

  /// Tells the parser that the document is at its end.
  func finish() { xmlParseChunk(context, nil, 0, 1) }

  /// Stops: what is pushed from now on is ignored.
  func stop() { xmlStopParser(context) }

  private func report(code: Int32, line: Int32, message: UnsafePointer<CChar>?) {
    guard let message else { return }
    var text = String(cString: message)
    while text.last?.isNewline == true { text.removeLast() }
    handler.malformed(text, line: Int(line))
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> SAXParser? {
    user.map { Unmanaged<SAXParser>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Hands an event to the handler, without counting references: the parser outlives its callbacks.
  @inline(__always)
  private static func event(
    _ user: UnsafeMutableRawPointer?,
    _ body: (any SAXHandler) -> Void
  ) {
    guard let user else { return }
    Unmanaged<SAXParser>.fromOpaque(user)._withUnsafeGuaranteedRef { parser in
      parser.bytesSinceEvent = 0
      body(parser.handler)
    }
  }

  /// The callbacks; what is not named here libxml2 does not report.
  private static func callbacks() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { user, name, _, _, _, _, count, _, values in
      guard let name else { return }
      SAXParser.event(user) { $0.startElement(name, SAXAttributes(values, count: Int(count))) }
    }
    sax.endElementNs = { user, _, _, _ in SAXParser.event(user) { $0.endElement() } }
    sax.characters = { user, text, count in
      SAXParser.event(user) {
        $0.characters(UnsafeBufferPointer(start: text, count: Int(count)))
      }
    }
    sax.cdataBlock = sax.characters
    sax.entityDecl = { user, _, _, _, _, _ in
      SAXParser.event(user) { $0.entityDeclaration() }
    }
    sax.unparsedEntityDecl = { user, _, _, _, _ in
      SAXParser.event(user) { $0.entityDeclaration() }
    }
    sax.internalSubset = { user, _, externalID, systemID in
      guard externalID != nil || systemID != nil else { return }
      SAXParser.event(user) { $0.entityDeclaration() }
    }
    return sax
  }
}
