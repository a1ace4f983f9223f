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

/// pytest: a plugin that knows each test by the name that its report has, and marks it as one that may
/// fail.
///
/// Source: `mangle_test_address` in pytest's junitxml.py. A mark that is not strict runs the test, and
/// tells a failure of it as `xfailed`, which an ingest reads as the failure that it is.
struct PytestPluginList: QuarantineListSyntax {
  let runner = "pytest"
  let languages: Set<SourceLanguage> = [.python]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its module is not known") }
    return [ListedName(scope: test.classname, text: test.name)]
  }

  func text(_ names: [ListedName]) -> String {
    let tests = names.map {
      "    (\(SourceText.python($0.scope)), \(SourceText.python($0.text))),\n"
    }
    return #"""
      """Runs the tests in quarantine, and lets none of them fail the run.

      PYTHONPATH=FOLDER pytest -p MODULE, where this file is FOLDER/MODULE.py.
      """

      import pytest

      QUARANTINED = frozenset([

      """# + tests.joined() + #"""
        ])


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
                if reported_name(item.nodeid) in QUARANTINED:
                    mark = pytest.mark.xfail(reason="in quarantine", strict=False)
                    item.add_marker(mark, append=False)

        """#
  }
}
