/// The long options that stand on a command line.
///
/// A value never begins with two dashes, but where it is joined to its option; so a word that does
/// is an option, up to the word `--`, after which nothing is.
struct GivenOptions {
  /// The words of the command line.
  let arguments: [String]
  /// Where `--` stands, else the number of words.
  let end: Int
  private let names: Set<String>

  init(_ arguments: [String]) {
    self.arguments = arguments
    end = arguments.firstIndex(of: "--") ?? arguments.count
    names = Set(
      arguments[..<end].filter { $0.hasPrefix("--") }
        .map { String($0.dropFirst(2).prefix { $0 != "=" }) }
    )
  }

  func contains(_ name: String) -> Bool { names.contains(name) }

  /// The last value of an option; none where it is not given.
  func value(of name: String) -> String? {
    for position in arguments[..<end].indices.reversed() {
      let word = arguments[position]
      if word.hasPrefix("--\(name)=") { return String(word.dropFirst(name.count + 3)) }
      if word == "--\(name)", position + 1 < end { return arguments[position + 1] }
    }
    return nil
  }

  /// The command line with more options.
  func adding(_ options: [String]) -> [String] {
    arguments[..<end] + options + arguments[end...]
  }
}
