import TestModel

/// pytest: a file of arguments, one a line, that it reads as `pytest @FILE` from 8.2 on.
///
/// Source: pytest's `--deselect`, which drops every test whose node ID begins with the value, and
/// Python's argparse, which splits the file with `str.splitlines`.
struct PytestList: QuarantineListSyntax {
  let runner = "pytest"
  let reach = ListReach.prefix
  let languages: Set<SourceLanguage> = [.python]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    if test.name.unicodeScalars.contains(where: PytestSyntax.endsLine) {
      throw Unlistable("its name has a character at which Python ends a line")
    }
    guard let nodeID = pytestNodeID(test) else {
      throw Unlistable("its file is not known, so pytest cannot be told which test it is")
    }
    return [ListedName(text: nodeID)]
  }

  func text(_ names: [ListedName]) -> String {
    names.map { "--deselect=\($0.text)\n" }.joined()
  }
}

/// pytest: a plugin that knows each test by the name that its report has, runs it, and lets it not fail
/// the run.
///
/// Source: `mangle_test_address` in pytest's junitxml.py for the names, and its skipping.py for how a
/// failure is told that fails nothing: as skipped, with `wasxfail` saying why. No mark is set, so that a
/// test's own `xfail` means what it meant, and one that passes is told as passed. A failure stands in
/// `wasxfail` in the words of pytest's report, behind those by which an ingest knows it.
struct PytestPluginList: QuarantineListSyntax {
  let runner = "pytest"
  let languages: Set<SourceLanguage> = [.python]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its module is not known") }
    return [ListedName(scope: test.classname, text: test.name)]
  }

  func text(_ names: [ListedName]) -> String {
    let excused = lines(names.filter { !$0.isSkipped })
    let skipped = lines(names.filter(\.isSkipped))
    return #"""
      """Runs the tests in quarantine, and lets none of them fail the run.

      PYTHONPATH=FOLDER pytest -p MODULE, where this file is FOLDER/MODULE.py.
      """

      import pytest

      # These run, and a failure of them fails nothing.
      EXCUSED = frozenset([
      \#(excused)])

      # These do not run.
      SKIPPED = frozenset([
      \#(skipped)])

      """# + hooks + excuse
  }

  private func lines(_ names: [ListedName]) -> String {
    names.map { "    (\(SourceText.python($0.scope)), \(SourceText.python($0.text))),\n" }.joined()
  }

  private var hooks: String {
    #"""


    def reported_name(node_id):
        path, bracket, parameters = node_id.partition("[")
        names = path.split("::")
        names[0] = names[0].replace("/", ".")
        if names[0].endswith(".py"):
            names[0] = names[0][:-3]
        names[-1] += bracket + parameters
        return ".".join(names[:-1]), names[-1]


    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(items):
        for item in items:
            if reported_name(item.nodeid) in SKIPPED:
                mark = pytest.mark.skip(reason=\#(literal(QuarantineMark.notRun)))
                item.add_marker(mark, append=False)


    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(item):
        report = (yield).get_result()
        if report.failed and reported_name(item.nodeid) in EXCUSED:
            report.outcome = "skipped"
            report.wasxfail = excuse(report)

    """#
  }

  private var excuse: String {
    #"""


    def excuse(report):
        # In the words that the report would have for the failure, for evenkeel to read.
        crash = getattr(report.longrepr, "reprcrash", None)
        message = str(report.longrepr) if crash is None else crash.message
        if report.when == "call":
            message = \#(literal(QuarantineMark.failed)) + message
        else:
            message = 'failed on %s with "%s"' % (report.when, message)
            message = \#(literal(QuarantineMark.errored)) + message
        return message + \#(literal(QuarantineMark.details)) + str(report.longrepr)

    """#
  }

  private func literal(_ mark: StaticString) -> String { SourceText.python("\(mark)") }
}
