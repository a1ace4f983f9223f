/// A family of languages whose tests the same runners run.
enum SourceLanguage: String, Sendable, Hashable, CaseIterable {
  case c, dotnet, go, javaScript, jvm, php, python, robot, ruby, rust, swift

  private static let byExtension: [String: SourceLanguage] = {
    let extensions: [SourceLanguage: String] = [
      .c: "c cc cpp cxx c++ h hh hpp hxx m mm cu", .dotnet: "cs fs vb", .go: "go",
      .javaScript: "js jsx ts tsx mjs cjs mts cts coffee", .jvm: "java kt kts groovy scala",
      .php: "php phpt", .python: "py", .robot: "robot resource", .ruby: "rb", .rust: "rs",
      .swift: "swift",
    ]
    var languages: [String: SourceLanguage] = [:]
    for (language, endings) in extensions {
      for ending in endings.split(separator: " ") { languages[String(ending)] = language }
    }
    return languages
  }()

  /// The language of a file; none where its name does not tell.
  init?(file: String) {
    guard let point = file.lastIndex(of: "."),
      let language = SourceLanguage.byExtension[file[file.index(after: point)...].lowercased()]
    else { return nil }
    self = language
  }
}
