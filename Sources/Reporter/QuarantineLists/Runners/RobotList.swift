import TestModel

/// Robot Framework: a modifier of the suite before it runs, `robot --prerunmodifier FILE`.
///
/// Source: Robot Framework's user guide, "Programmatic modification of test data"; reports name a test
/// by the full name of its suite and its own.
struct RobotList: QuarantineListSyntax {
  let runner = "Robot Framework"
  let languages: Set<SourceLanguage> = [.robot]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its suite is not known") }
    return [ListedName(text: "\(test.classname).\(test.name)")]
  }

  func text(_ names: [ListedName]) -> String {
    #"""
    """Leaves out the tests in quarantine: robot --prerunmodifier FILE.py tests

    The file is named by a path that ends in .py.
    """

    QUARANTINED = frozenset([

    """# + names.map { "    \(SourceText.python($0.text)),\n" }.joined() + #"""
      ])


      def visit_suite(suite):
          suite.tests = [test for test in suite.tests if full_name(test) not in QUARANTINED]
          for child in suite.suites:
              visit_suite(child)
          suite.suites = [child for child in suite.suites if child.test_count]


      def full_name(test):
          # Robot Framework 6 and earlier call it longname.
          return test.full_name if hasattr(test, "full_name") else test.longname

      """#
  }
}
