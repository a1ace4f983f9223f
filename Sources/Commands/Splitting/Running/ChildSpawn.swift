import Foundation

/// Starts a process that signals are passed on to.
struct ChildSpawn {
  /// Why a process could not be started.
  struct Failure: Error {
    /// What `posix_spawn` says, as in `errno`.
    let code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

  let signals: ChildSignals
  /// What the process reads; what this one reads where none is named.
  var input: Int32?

  /// Starts a process.
  ///
  /// - Parameters:
  ///   - program: a path, or a name that is looked for in `$PATH`.
  ///   - arguments: the arguments, the program's own name first.
  ///   - variables: its environment.
  func start(
    _ program: String,
    _ arguments: [String],
    variables: [String: String]
  ) throws(Failure) -> pid_t {
    var child: pid_t = 0
    let code = withAttributes { actions, attributes in
      withStrings(arguments) { arguments in
        withStrings(variables.map { "\($0.key)=\($0.value)" }) { environment in
          posix_spawnp(&child, program, actions, attributes, arguments, environment)
        }
      }
    }
    guard code == 0 else { throw Failure(code: code) }
    return child
  }

  private func withAttributes(
    _ body: (
      UnsafePointer<SpawnFileActions>, UnsafePointer<SpawnAttributes>
    ) -> Int32
  ) -> Int32 {
    var actions = emptySpawnFileActions()
    var attributes = emptySpawnAttributes()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    // What is ignored or blocked here is nothing that the command should know of.
    var defaults = sigset_t()
    var mask = sigset_t()
    sigemptyset(&defaults)
    sigemptyset(&mask)
    for signal in signals.taken + [SIGPIPE] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &mask)
    let group = signals.hasGroups ? POSIX_SPAWN_SETPGROUP : 0
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | Int32(group)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return body(&actions, &attributes)
  }
}

/// Calls `body` with texts as C has them: an array that ends in a null pointer.
private func withStrings<Answer>(
  _ texts: [String],
  _ body: ([UnsafeMutablePointer<CChar>?]) -> Answer
) -> Answer {
  let strings = texts.map { strdup($0) }
  defer { for string in strings { free(string) } }
  return body(strings + [nil])
}
