import CLibXML2

/// Receives the parts of an XML document in the order of the document.
protocol SAXHandler: AnyObject {
  func startElement(_ name: UnsafePointer<UInt8>, _ attributes: SAXAttributes)
  func endElement()
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
  func entityDeclaration()
  /// A violation of the rules of XML that was not repaired; the parser goes on where it can.
  func malformed(_ message: String, line: Int)
  /// The document breaks off, and another one starts on this line.
  func documentBreaksOff(line: Int)
}

/// A push parser on top of libxml2's SAX2 interface, for what was repaired.
///
/// It recovers where it can, and goes on where another parser stopped: what that one told is not told
/// again.
///
/// It never touches the network, loads no document type and replaces no entity but the five of XML.
/// libxml2's own limits are off (`XML_PARSE_HUGE`), because they refuse honest reports; the limits
/// that hold are those of the handler and `longestTag`. A class, because libxml2 keeps a pointer to
/// it.
final class SAXParser {
  /// The attributes that a tag may have: libxml2 compares each with each.
  static let mostAttributes = 1_000
  /// What looks like attributes in a tag that is not at its end, before the document is refused.
  private static let mostAttributesUnseen = 20_000
  /// The bytes that one tag or comment may take before the document is refused.
  static let longestTag = 16 * 1_048_576
  /// The bytes that all different names of a document may take: libxml2 keeps each.
  static let mostNameBytes = 16 * 1_048_576

  private unowned let handler: any SAXHandler
  private let context: xmlParserCtxtPtr
  private let errorSink: UnsafeMutablePointer<clibxml2_error_sink>
  private let told: UnsafeMutablePointer<ToldBefore>
  /// Whether errors are not told: the document is at an end that is known.
  var isSilent = false
  private var hasTooManyAttributes = false
  /// The line on which the parser's first byte stands, from 1.
  private var firstLine = 1
  private var bytesSinceEvent = 0
  private var attributesSinceEvent = 0

  // IGNORE_ENC, because what comes is UTF-8. NOENT, because libxml2 otherwise leaves `&amp;` in
  // attributes as `&#38;`. The only entities there can be are XML's own five: a document that declares
  // one is refused.
  private static let options = Int32(
    XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_NOENT.rawValue | XML_PARSE_RECOVER.rawValue
  )

  init(handler: any SAXHandler) throws(ReportError) {
    self.handler = handler
    var sax = SAXParser.callbacks()
    clibxml2_send_errors(&sax)
    guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
      throw ReportError.parserUnavailable
    }
    xmlCtxtUseOptions(context, SAXParser.options)
    told = .allocate(capacity: 1)
    told.initialize(to: ToldBefore())
    self.context = context
    errorSink = .allocate(capacity: 1)
    let this = Unmanaged.passUnretained(self).toOpaque()
    errorSink.initialize(
      to: clibxml2_error_sink(
        handler: { user, _, level, line, message in
          SAXParser.from(user)?.report(level: level, line: line, message: message)
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
    told.deallocate()
  }

  /// The line that the parser has reached, from 1.
  var line: Int { firstLine - 1 + Int(clibxml2_line(context)) }

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
    guard !hasTooManyAttributes, bytesSinceEvent <= SAXParser.longestTag,
      attributesSinceEvent <= SAXParser.mostAttributesUnseen
    else {
      throw ReportError.tagTooLong(limit: SAXParser.longestTag, line: line)
    }
    guard xmlDictGetUsage(context.pointee.dict) <= SAXParser.mostNameBytes else {
      throw ReportError.tooManyNames(line: line)
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

  private func refuseAttributes() {
    hasTooManyAttributes = true
    stop()
  }

  /// Starts again, with a document that begins with start tags and text that were told before.
  ///
  /// - Parameters:
  ///   - openElements: the start tags that are not told again.
  ///   - toldText: the bytes of text that are not told again.
  ///   - line: the line of the first byte of the document, from 1.
  func restart(openElements: Int, toldText: Int, line: Int) {
    // The names stay where they are, so that who knows them by their address still does.
    xmlCtxtResetPush(context, nil, 0, nil, nil)
    xmlCtxtUseOptions(context, SAXParser.options)
    told.pointee = ToldBefore(starts: openElements, text: toldText)
    firstLine = line
    isSilent = false
    bytesSinceEvent = 0
    attributesSinceEvent = 0
  }

  private func report(level: Int32, line: Int32, message: UnsafePointer<CChar>?) {
    guard !isSilent, level == XML_ERR_FATAL.rawValue, let message else { return }
    var text = String(cString: message)
    while text.last?.isNewline == true { text.removeLast() }
    handler.malformed(text, line: firstLine - 1 + Int(line))
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> SAXParser? {
    user.map { Unmanaged<SAXParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func event(_ user: UnsafeMutableRawPointer?) -> SAXParser? {
    guard let parser = from(user) else { return nil }
    parser.bytesSinceEvent = 0
    return parser
  }

  /// The callbacks; what is not named here libxml2 does not report.
  private static func callbacks() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { user, name, _, _, _, _, count, _, values in
      guard let parser = SAXParser.event(user), let name else { return }
      guard !parser.told.pointee.hasStart() else { return }
      guard count <= SAXParser.mostAttributes else { return parser.refuseAttributes() }
      parser.handler.startElement(name, SAXAttributes(values, count: Int(count)))
    }
    sax.endElementNs = { user, _, _, _ in
      SAXParser.event(user)?.handler.endElement()
    }
    sax.characters = { user, text, count in
      guard let parser = SAXParser.event(user) else { return }
      let told = parser.told.pointee.textBytes(of: Int(count))
      guard told < Int(count) else { return }
      parser.handler.characters(
        UnsafeBufferPointer(start: text.map { $0 + told }, count: Int(count) - told)
      )
    }
    sax.cdataBlock = sax.characters
    sax.entityDecl = { user, _, _, _, _, _ in SAXParser.event(user)?.handler.entityDeclaration() }
    sax.unparsedEntityDecl = { user, _, _, _, _ in
      SAXParser.event(user)?.handler.entityDeclaration()
    }
    sax.internalSubset = { user, _, externalID, systemID in
      guard externalID != nil || systemID != nil else { return }
      SAXParser.event(user)?.handler.entityDeclaration()
    }
    return sax
  }
}
