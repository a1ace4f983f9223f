extension RealReport {
  /// The names of producers by what the list calls them, where it ran them itself.
  static let producers = [
    "ant": "Ant", "bats (run here)": "bats", "bazel": "Bazel", "behave (run here)": "behave",
    "boost (run here)": "Boost.Test", "busted (run here)": "busted",
    "catch2 (run here)": "Catch2", "container-structure": "container-structure-test",
    "cpputest (run here)": "CppUTest", "ctest (run here)": "CTest",
    "doctest (run here)": "doctest", "googletest": "GoogleTest", "gotest": "gotestsum",
    "gotestsum (run here)": "gotestsum", "gtest (run here)": "GoogleTest", "jest": "Jest",
    "jest-junit": "Jest", "marathon": "Marathon", "meson (run here)": "meson",
    "minitest (run here)": "minitest", "mocha": "Mocha", "node (run here)": "node --test",
    "nose2 (run here)": "nose", "phpunit (run here)": "PHPUnit", "pytest": "pytest",
    "pytest (run here)": "pytest", "qttest": "Qt Test", "robot (run here)": "Robot Framework",
    "rspec": "RSpec", "rspec (run here)": "RSpec", "swift (run here)": "swift test",
    "tap_formatter_junit (run here)": "TAP::Formatter::JUnit",
    "unittest-xml-reporting (run here)": "unittest-xml-reporting", "vitest": "Vitest",
    "?sbt-flaky": "sbt",
  ]

  /// Where a producer's documentation decides otherwise than the readers that agree, and why.
  static let exceptions: [String: String] = {
    var exceptions: [String: String] = [:]
    for (reason, paths) in reasons {
      for path in paths { exceptions[path] = reason }
    }
    return exceptions
  }()

  private static let jenkins =
    "jenkinsci+junit-plugin/src/test/resources/hudson/tasks/junit/junit-report-6700.xml"
  private static let phpUnit = "sebastianbergmann+phpunit/_embedded/tests__end-to-end__repeat__"

  private static let reasons: [String: [String]] = [
    "attempts of pytest-rerunfailures and flaky are one test": [
      "_produced/pytest/flaky_plugin.xml", "_produced/pytest/reruns1_delay.xml",
      "_produced/pytest/reruns2.xml", "_produced/pytest/reruns2_xdist.xml",
    ],
    "attempts of bats are one test, and its number is no part of the name": [
      "_produced/bats/retry/report.xml"
    ],
    "reruns and repeats (-count) of go test are one test": [
      "_produced/gotestsum/count3.xml", "_produced/gotestsum/rerun_fails2.xml",
      "jstemmer+go-junit-report/testdata/016-report.xml",
      "mikepenz+action-junit-report/test_results/junit-server-test/report.xml",
    ],
    "the rounds of a stress run of nextest are one test": [
      "nextest-rs+nextest/fixtures/stress-test-junit.xml"
    ],
    "the repetitions of PHPUnit 13 are one test": [
      phpUnit + "repeat-junit-xml-logging.phpt.00.xml"
    ],
    "Catch2 does not count a failure of a test that may fail": [
      "_produced/catch2/catch2_v2.xml", "_produced/catch2/catch2_v2_all.xml",
    ],
    "CTest fails when it does not find a test's executable, but writes a skip": [
      "_produced/ctest/ctest.xml", "_produced/ctest/ctest_until_pass.xml",
    ],
    "a test that is switched off is an entry with a status and no child": [
      "_produced/gtest/g.xml", "_produced/gtest/repeat2.xml", "_produced/gtest/shuffle.xml",
      "mikepenz+action-junit-report/test_results/issues/testDisabled.xml",
    ],
    "a list of GoogleTest's tests ran none of them": [
      "google+googletest/_embedded/googletest__test__gtest_list_output_unittest.py.00.xml"
    ],
    "the error of a suite is a case of its own": [
      "_produced/tap_formatter_junit/prove.xml", "_produced/tap_formatter_junit/prove_timer.xml",
      "inorton+junit2html/tests/junit-report-6700.xml", jenkins,
    ],
  ]

  /// What is no JUnit XML, or breaks before its first case.
  static let refused: Set<String> = [
    "inorton+junit2html/tests/junit-testrun.xml",
    "jenkinsci+junit-plugin/src/test/resources/hudson/tasks/junit/testXxe-oob.xml",
    "mikepenz+action-junit-report/test_results/corrupt-junit/e2e-tests/corrupt/target/sf-reports/TEST-test.CorruptTest.xml",
    "sebastianbergmann+phpunit/phpunit.xml",
    "sebastianbergmann+phpunit/tests/_files/configuration_testsuites.xml",
  ]
}
