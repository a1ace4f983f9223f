import Foundation

/// What is written to the standard input of a command.
struct ChildInput {
  let bytes: [UInt8]
  let descriptor: Int32

  /// Writes all of it and closes the input, in a thread of its own: a command that prints before it
  /// reads would else wait for us while we wait for it.
  func write() {
    // A command that does not read to the end is no error; the write fails then, without a signal.
    _ = signal(SIGPIPE, SIG_IGN)
    let input = self
    Thread.detachNewThread {
      input.writeAll()
      close(input.descriptor)
    }
  }

  private func writeAll() {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
