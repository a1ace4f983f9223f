import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real HTTP server on this machine, for tests: over sockets, with all that can go wrong there.
public final class LoopbackServer: Sendable {
  /// What a client asks.
  public struct Request: Sendable {
    /// The method, such as `GET`.
    public var method: String
    /// The path as it was sent, without the query.
    public var path: String
    /// What stands behind the question mark, decoded.
    public var query: [String: String]
    /// By name in small letters.
    public var headers: [String: String]
    /// The body.
    public var body: String
  }

  /// What the server does with a request.
  public enum Reply: Sendable {
    /// Answers.
    case response(Int, headers: [String: String] = [:], body: String = "")
    /// Answers, byte by byte, with a pause in seconds before each.
    case slow(body: String, pause: Double)
    /// Promises more than it sends, and closes the connection.
    case cutOff(body: String)
    /// Closes the connection without a word.
    case dropped
    /// Sends a body without an end, until the client has enough.
    case endless
  }

  /// Where it listens, such as `http://127.0.0.1:41234`.
  public let url: String
  private let listener: Int32
  private let log = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Reply

  /// Starts to listen on a free port.
  public init(_ answer: @escaping @Sendable (Request) -> Reply) throws {
    self.answer = answer
    #if canImport(Glibc)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
        guard bind(listener, address, length) == 0, listen(listener, 64) == 0 else { return -1 }
        return getsockname(listener, address, &length)
      }
    }
    guard port == 0 else { throw CocoaError(.fileReadUnknown) }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
    Thread { [self] in accept() }.start()
  }

  /// What was asked so far.
  public var requests: [Request] { log.withLock { $0 } }

  /// What was asked so far, as `GET /path`.
  public var summaries: [String] { requests.map { "\($0.method) \($0.path)" } }

  /// Stops to listen.
  public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func accept() {
    while true {
      let connection = Foundation.accept(listener, nil, nil)
      guard connection >= 0 else { break }
      Thread { [self] in serve(connection) }.start()
    }
    close(listener)
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let request = Self.read(connection) else { return }
    log.withLock { $0.append(request) }
    switch answer(request) {
    case .response(let status, let headers, let body):
      Self.send(Self.head(status, headers, length: body.utf8.count) + body, to: connection)
    case .slow(let body, let pause):
      guard Self.send(Self.head(200, [:], length: body.utf8.count), to: connection) else { return }
      for byte in body.unicodeScalars {
        Thread.sleep(forTimeInterval: pause)
        guard Self.send(String(byte), to: connection) else { return }
      }
    case .cutOff(let body):
      Self.send(Self.head(200, [:], length: body.utf8.count + 100) + body, to: connection)
    case .dropped: return
    case .endless:
      guard Self.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", to: connection) else {
        return
      }
      while Self.send(String(repeating: " ", count: 1 << 16), to: connection) {}
    }
  }

  private static func head(_ status: Int, _ headers: [String: String], length: Int) -> String {
    let all = headers.merging(["Content-Length": String(length), "Connection": "close"]) { old, _ in
      old
    }
    return "HTTP/1.1 \(status) Status\r\n"
      + all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n"
  }

  @discardableResult
  private static func send(_ text: String, to connection: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
        Glibc.send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
        Darwin.send(connection, bytes.baseAddress, bytes.count, 0)
        #endif
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  private static func read(_ connection: Int32) -> Request? {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    func more() -> Bool {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count > 0 { data.append(contentsOf: buffer[..<count]) }
      return count > 0
    }
    var end: Range<Data.Index>?
    while end == nil {
      guard more() else { return nil }
      end = data.range(of: Data("\r\n\r\n".utf8))
    }
    guard let end else { return nil }
    let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let parts = lines[0].split(separator: " ").map(String.init)
    guard parts.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while data.count - end.upperBound < length {
      guard more() else { return nil }
    }
    let target = parts[1].split(separator: "?", maxSplits: 1).map(String.init)
    return Request(
      method: parts[0],
      path: target[0],
      query: target.count > 1 ? query(target[1]) : [:],
      headers: headers,
      body: String(decoding: data[end.upperBound...], as: UTF8.self)
    )
  }

  private static func query(_ text: String) -> [String: String] {
    var query: [String: String] = [:]
    for item in text.split(separator: "&") {
      let pair = item.split(separator: "=", maxSplits: 1).map {
        String($0).removingPercentEncoding ?? ""
      }
      query[pair[0]] = pair.count > 1 ? pair[1] : ""
    }
    return query
  }
}
