import TestModel

/// The form in which the tests in quarantine are listed.
public enum QuarantineRunner: String, Sendable, Hashable, CaseIterable {
  case text, csv
  case pytest
  case pytestPlugin = "pytest-plugin"
  case unittest, robot, go, gradle, surefire, testng, rspec, minitest, jest, vitest, mocha, node
  case playwright, cypress, phpunit, dotnet, nunit, xunit, cargo, nextest, googletest, catch2, ctest
  case ctestFile = "ctest-file"
  case swift, xcodebuild, xctestplan, bazel

  /// How the list is used, for a help text; `FILE` stands for where it was written.
  public var usage: String {
    switch self {
    case .text: "a name a line"
    case .csv: "a table for spreadsheets"
    case .pytest: "pytest @FILE (pytest 8.2 and later)"
    case .pytestPlugin: "PYTHONPATH=FOLDER pytest -p MODULE; the tests run, and fail nothing"
    case .unittest: "python FILE discover (or python FILE -m xmlrunner discover)"
    case .robot: "robot --prerunmodifier FILE, which ends in .py"
    case .go: "xargs -d '\\n' go test ./... < FILE (Go 1.20 and later)"
    case .gradle: "gradle --init-script FILE test (Gradle 5 and later)"
    case .surefire: "xargs -d '\\n' mvn test < FILE; takes the place of the project's includes"
    case .testng: "-listener EvenkeelQuarantine; compile EvenkeelQuarantine.java with the tests"
    case .rspec: "rspec --require ./FILE"
    case .minitest: "RUBYOPT=-r./FILE rake test"
    case .jest: "xargs -d '\\n' npx jest < FILE"
    case .vitest: "xargs -d '\\n' npx vitest run < FILE"
    case .mocha: "xargs -d '\\n' npx mocha < FILE"
    case .node: "xargs -d '\\n' node --test < FILE (Node.js 22.1 and later)"
    case .playwright: "npx playwright test --test-list-invert FILE"
    case .cypress: "import \"./FILE\" in cypress/support/e2e.js"
    case .phpunit: "xargs -d '\\n' phpunit < FILE"
    case .dotnet: "xargs -d '\\n' dotnet test < FILE"
    case .nunit: "xargs -d '\\n' nunit3-console TESTS.dll < FILE"
    case .xunit: "xargs -d '\\n' ./TESTS < FILE (xUnit.net v3)"
    case .cargo: "xargs -d '\\n' cargo test -- < FILE"
    case .nextest: "xargs -d '\\n' cargo nextest run < FILE"
    case .googletest: "./tests --gtest_flagfile=FILE"
    case .catch2: "xargs -d '\\n' ./tests < FILE"
    case .ctest: "xargs -d '\\n' ctest < FILE"
    case .ctestFile: "ctest --exclude-from-file FILE (CMake 3.29 and later)"
    case .swift: "xargs -d '\\n' swift test < FILE"
    case .xcodebuild: "xargs -d '\\n' xcodebuild test -scheme NAME < FILE"
    case .xctestplan: "the testTargets of a test plan"
    case .bazel: "xargs -d '\\n' bazel test -- //... < FILE"
    }
  }

  /// The syntax of the runner; none for the forms that are no runner's.
  var syntax: (any QuarantineListSyntax)? {
    switch self {
    case .text, .csv: nil
    case .pytest: PytestList()
    case .pytestPlugin: PytestPluginList()
    case .unittest: UnittestList()
    case .robot: RobotList()
    case .go: GoList()
    case .gradle: GradleList()
    case .surefire: SurefireList()
    case .testng: TestNGList()
    case .rspec: RSpecList()
    case .minitest: MinitestList()
    case .jest: JestList()
    case .vitest: VitestList()
    case .mocha: MochaList()
    case .node: NodeList()
    case .playwright: PlaywrightList()
    case .cypress: CypressList()
    case .phpunit: PHPUnitList()
    case .dotnet: DotnetList()
    case .nunit: NUnitList()
    case .xunit: XUnitList()
    case .cargo: CargoList()
    case .nextest: NextestList()
    case .googletest: GoogleTestList()
    case .catch2: Catch2List()
    case .ctest: CTestList()
    case .ctestFile: CTestFileList()
    case .swift: SwiftList()
    case .xcodebuild: XcodebuildList()
    case .xctestplan: XCTestPlanList()
    case .bazel: BazelList()
    }
  }

  /// The list in a form that is no runner's.
  func plainText(_ entries: [QuarantineEntry]) -> String {
    guard self == .csv else {
      return entries.map { terminalText($0.test.testID.displayName) + "\n" }.joined()
    }
    let header = [
      "id", "repo", "suite", "classname", "name", "file", "reason", "author", "since", "expires",
      "owner", "issue",
    ]
    let lines = entries.map { entry in
      let test = entry.test.testID
      return CSVText.line([
        entry.test.stableID, entry.test.repo, test.suite, test.classname, test.name, test.file,
        entry.reason, entry.author, entry.since.iso8601, entry.expires?.iso8601 ?? "",
        entry.owner ?? "", entry.issue ?? "",
      ])
    }
    return CSVText.line(header) + lines.joined()
  }
}
