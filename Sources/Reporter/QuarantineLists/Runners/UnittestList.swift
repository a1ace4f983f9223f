import TestModel

/// Python's unittest: a program that runs it as `python -m unittest` does, without the tests.
///
/// Source: `TestProgram.runTests`, through which unittest and xmlrunner both run what they loaded; `-k`
/// can only include.
struct UnittestList: QuarantineListSyntax {
  let runner = "unittest"
  let languages: Set<SourceLanguage> = [.python]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its class is not known") }
    // A subtest is reported as `test_sums (i=1)` or `test_sums [message]`, and runs within its test.
    let method = test.name.prefix { $0 != " " && $0 != "(" && $0 != "[" }
    guard !method.isEmpty else { throw Unlistable("it is no method of a class") }
    return [ListedName(text: "\(test.classname).\(method)")]
  }

  func text(_ names: [ListedName]) -> String {
    #"""
    """Runs unittest without the tests in quarantine: python FILE discover -s tests

    Another program of its kind is named in front: python FILE -m xmlrunner discover -s tests
    """

    import os
    import runpy
    import sys
    import unittest

    QUARANTINED = frozenset([

    """# + names.map { "    \(SourceText.python($0.text)),\n" }.joined() + #"""
      ])


      def leave_out(suite):
          for test in suite:
              if isinstance(test, unittest.TestSuite):
                  leave_out(test)
          suite._tests = [
              test for test in suite
              if isinstance(test, unittest.TestSuite) or test.id() not in QUARANTINED
          ]


      run_all = unittest.TestProgram.runTests


      def run_others(program):
          leave_out(program.test)
          run_all(program)


      unittest.TestProgram.runTests = run_others

      if __name__ == "__main__":
          module = "unittest"
          if sys.argv[1:2] == ["-m"]:
              module = sys.argv[2]
              del sys.argv[1:3]
          sys.path[0] = os.getcwd()
          runpy.run_module(module, run_name="__main__", alter_sys=True)

      """#
  }
}
