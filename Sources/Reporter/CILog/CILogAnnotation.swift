/// What a CI shows in the summary of a job and, where a file is known, beside its code.
public struct CILogAnnotation: Sendable, Hashable {
  /// How grave it is, the gravest first.
  public enum Level: Int, Sendable, Hashable, CaseIterable { case error, warning, notice }

  /// A place in the checkout.
  public struct Place: Sendable, Hashable {
    /// The folder of the checkout, absolute.
    public var root: String
    /// The file, relative to the root.
    public var path: String
    /// The line, from 1.
    public var line: Int?

    /// Creates a place.
    public init(root: String, path: String, line: Int? = nil) {
      self.root = root
      self.path = path
      self.line = line
    }
  }

  /// How grave it is.
  public var level: Level
  /// Where it is.
  public var place: Place?
  /// What it is about, in a few words.
  public var title: String
  /// What there is to know.
  public var message: String

  /// Creates an annotation.
  public init(_ level: Level, _ message: String, title: String, place: Place? = nil) {
    self.level = level
    self.message = message
    self.title = title
    self.place = place
  }
}

extension CILogSyntax {
  /// How many annotations of one level are made: GitHub shows 10 of each of a step, and 50 of a job.
  private static let mostOfLevel = 10

  /// The lines of annotations, the gravest first; of too many the last one says how many more there
  /// are.
  public func lines(_ annotations: [CILogAnnotation]) -> [String] {
    CILogAnnotation.Level.allCases.flatMap { level in
      let all = annotations.filter { $0.level == level }
      guard all.count > Self.mostOfLevel else { return all.compactMap(line) }
      let shown = all.prefix(Self.mostOfLevel - 1)
      let rest = "… and \(grouped(all.count - shown.count)) more."
      return (shown + [CILogAnnotation(level, rest, title: all[0].title)]).compactMap(line)
    }
  }

  /// The line of one annotation; none where the CI has none, or none of that level.
  public func line(_ annotation: CILogAnnotation) -> String? {
    let message = InertText.line(annotation.message)
    switch (self, annotation.level) {
    case (.github, _): return gitHubCommand(annotation, message)
    case (.azure, .error), (.azure, .warning): return azureCommand(annotation, message)
    case (.teamcity, .error), (.teamcity, .warning):
      let status = annotation.level == .error ? "ERROR" : "WARNING"
      return "##teamcity[message text='\(teamCityValue(message))' status='\(status)']"
    case (.azure, .notice), (.teamcity, .notice), (.gitlab, _), (.buildkite, _): return nil
    }
  }

  private func gitHubCommand(_ annotation: CILogAnnotation, _ message: String) -> String {
    let command =
      switch annotation.level {
      case .error: "error"
      case .warning: "warning"
      case .notice: "notice"
      }
    let place = annotation.place
    let properties = [
      place.map { "file=\(gitHubProperty($0.path))" }, place?.line.map { "line=\(max(1, $0))" },
      "title=\(gitHubProperty(InertText.line(annotation.title)))",
    ]
    return "::\(command) \(properties.compactMap { $0 }.joined(separator: ","))"
      + "::\(gitHubData(message))"
  }

  /// Azure takes absolute paths, and makes them relative itself.
  private func azureCommand(_ annotation: CILogAnnotation, _ message: String) -> String {
    let place = annotation.place
    let properties = [
      "type=\(annotation.level == .error ? "error" : "warning")",
      place.map { "sourcepath=\(azureProperty($0.root + "/" + $0.path))" },
      place?.line.map { "linenumber=\(max(1, $0))" },
    ]
    return "##vso[task.logissue \(properties.compactMap { $0 }.joined(separator: ";"));]"
      + azureData(message)
  }
}
