/// The form in which the items of a node are printed.
///
/// Forms for runners are one argument a line, never shell text: `xargs -d '\n' RUNNER < FILE` hands
/// each on as it is, whatever characters a test's name has.
public enum SelectionFormat: String, Sendable, Hashable, CaseIterable {
  case lines, nul, space, json
  case pytest, go, gradle, surefire, xcodebuild, swift, jest, vitest, playwright, rspec, cargo
  case nextest, dotnet, phpunit, bazel

  /// How the output is used, for a help text; `FILE` stands for where it was written.
  public var usage: String {
    switch self {
    case .lines: "one item a line"
    case .nul: "items that end in NUL: xargs -0 RUNNER < FILE"
    case .space: "one line, a space between items, as a shell splits them"
    case .json: "a JSON array of strings"
    case .pytest: "pytest @FILE"
    case .go: "xargs -d '\\n' go test ./... < FILE (without ./... where classes are packages)"
    case .gradle: "xargs -d '\\n' gradle test < FILE"
    case .surefire: "xargs -d '\\n' mvn test < FILE"
    case .xcodebuild: "xargs -d '\\n' xcodebuild test -scheme NAME < FILE"
    case .swift: "xargs -d '\\n' swift test < FILE"
    case .jest: "xargs -d '\\n' npx jest < FILE"
    case .vitest: "xargs -d '\\n' npx vitest run < FILE"
    case .playwright:
      "xargs -d '\\n' npx playwright test < FILE (tests: npx playwright test --test-list FILE)"
    case .rspec: "xargs -d '\\n' rspec < FILE"
    case .cargo: "xargs -d '\\n' cargo test -- < FILE"
    case .nextest: "xargs -d '\\n' cargo nextest run < FILE"
    case .dotnet: "xargs -d '\\n' dotnet test < FILE"
    case .phpunit: "xargs -d '\\n' phpunit < FILE (files: phpunit --test-files-file FILE)"
    case .bazel: "bazel test --target_pattern_file=FILE"
    }
  }

  /// The syntax of the runner; none for the forms that are no runner's.
  var syntax: (any RunnerSyntax)? {
    switch self {
    case .lines, .nul, .space, .json: nil
    case .pytest: PytestSyntax()
    case .go: GoSyntax()
    case .gradle: GradleSyntax()
    case .surefire: SurefireSyntax()
    case .xcodebuild: XcodebuildSyntax()
    case .swift: SwiftSyntax()
    case .jest: JestSyntax()
    case .vitest: VitestSyntax()
    case .playwright: PlaywrightSyntax()
    case .rspec: RSpecSyntax()
    case .cargo: CargoSyntax()
    case .nextest: NextestSyntax()
    case .dotnet: DotnetSyntax()
    case .phpunit: PHPUnitSyntax()
    case .bazel: BazelSyntax()
    }
  }
}

/// How one runner is told which tests to run.
protocol RunnerSyntax: Sendable {
  /// The runner's name in a sentence.
  var runner: String { get }

  /// What a selection of the kind matches beyond the items themselves.
  func reach(of kind: ItemKind) -> SelectionReach

  /// The arguments, or the lines of the file, that select exactly the items, of which there is one
  /// at least.
  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String]

  /// What makes the runner run nothing and succeed; none where it has no words for that.
  func argumentsForNone(_ kind: ItemKind) -> [String]?
}

extension RunnerSyntax {
  func reach(of kind: ItemKind) -> SelectionReach { .exact }

  func unsupported(_ kind: ItemKind, _ instead: String) -> SelectionError {
    .unsupported(runner: runner, kind: kind, instead: instead)
  }

  func unnameable(_ item: String, _ reason: String) -> SelectionError {
    .unnameable(item: item, runner: runner, reason: reason)
  }
}
