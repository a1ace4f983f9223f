import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Reporter

@Suite("What a gate decided, in the log of a CI")
struct GateLogTests {
  static let now = GateScreenTests.now

  static func failure(_ number: Int, isQuarantined: Bool) -> GateFailure {
    var failure = GateScreenTests.failure("test_\(number)", isQuarantined: isQuarantined)
    failure.testID = TestID(
      classname: "tests.cart",
      name: "test_\(number)",
      file: "tests/cart.py"
    )
    failure.line = 10 * number
    return failure
  }

  static func log(_ syntax: CILogSyntax) -> CILog {
    let files = CheckoutFiles(
      root: "/build/shop",
      paths: ["tests/cart.py": "services/cart/tests/cart.py"]
    )
    return CILog(syntax: syntax, now: now, files: files)
  }

  static func screen(_ run: GateCase, _ syntax: CILogSyntax) -> String {
    gateScreen(GateJudgment(run), of: run, log: log(syntax))
  }

  @Test("Twelve failures and ten excuses, in each CI", arguments: CILogSyntax.allCases)
  func golden(syntax: CILogSyntax) throws {
    let failures = (1...22).map { Self.failure($0, isQuarantined: $0 > 12) }
    try expectGolden(
      Self.screen(GateScreenTests.run(failures), syntax),
      "ci-log/gate-\(syntax.rawValue).txt"
    )
  }

  @Test("A run of which all is well says no more than elsewhere", arguments: CILogSyntax.allCases)
  func isQuiet(syntax: CILogSyntax) {
    var run = GateScreenTests.run([])
    run.command = .exited(0)
    #expect(Self.screen(run, syntax) == GateScreenTests.screen(run))
  }

  @Test("A file that is not in the checkout is not annotated")
  func unknownFiles() {
    var failure = Self.failure(1, isQuarantined: false)
    failure.testID.file = "../../etc/passwd"
    let screen = Self.screen(GateScreenTests.run([failure]), .github)
    #expect(screen.contains("\n::error title=Not safe::"))
  }

  @Test("GitHub shows ten annotations of a level, and a thousand failures make no more")
  func isBounded() {
    let failures = (0..<3000).map { Self.failure($0, isQuarantined: $0 % 2 == 0) }
    let screen = Self.screen(GateScreenTests.run(failures), .github)
    for level in ["error", "warning", "notice"] {
      #expect(screen.split(separator: "\n").count { $0.hasPrefix("::\(level) ") } <= 10)
    }
    #expect(screen.contains("::error title=Not safe::… and 1,492 more, folded"))
    #expect(screen.contains("::group::Why it is not safe: 1,492 more\n"))
    #expect(screen.split(separator: "\n").count < 2 * 1000 * 2 + 1100)
  }

  @Test("No name becomes a command", arguments: CILogSyntax.allCases)
  func isHarmless(syntax: CILogSyntax) {
    func screen(_ names: [String]) -> String {
      let failures = names.enumerated().map { number, name -> GateFailure in
        var failure = Self.failure(number, isQuarantined: number % 2 == 0)
        failure.testID = TestID(classname: "", name: name, file: "", ordinal: number + 1)
        failure.signatures = [name]
        failure.knownSignatures = [name]
        failure.entry?.reason = name
        failure.entry?.owner = name
        return failure
      }
      return Self.screen(GateScreenTests.run(failures), syntax)
    }
    for start in stride(from: 0, to: namesThatCommand.count - 24, by: 24) {
      let names = Array(namesThatCommand[start..<start + 24])
      let commands = LogCommand.found(inText: screen(names))
      // As many as with names that nobody obeys.
      #expect(commands.count == LogCommand.found(inText: screen(names.map { _ in "a" })).count)
      #expect(
        commands.allSatisfy { command in
          [
            "::error title=Not safe::", "::notice title=Excused::", "::warning title=Needs",
            "::group",
            "::endgroup", "##vso[task.logissue type=", "##[group]", "##[endgroup]",
            "##teamcity[message text='", "##teamcity[block", "section_", "--- ", "+++ ",
          ].contains { command.hasPrefix($0) }
        },
        "\(commands)"
      )
    }
  }
}
