import TestModel

/// Cypress: a file that its support file imports, and that skips tests by their file and full title.
///
/// Source: Cypress's documentation of support files and of `Cypress.spec`, and Mocha's of hooks at the
/// root, which run before those of the tests' files; `this.skip()` in one skips the test before which it
/// runs. Cypress is built on Mocha.
struct CypressList: QuarantineListSyntax {
  let runner = "Cypress"
  let languages: Set<SourceLanguage> = [.javaScript]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.file.isEmpty else {
      throw Unlistable("its file is not known, and others may have the same title")
    }
    return fullNames(of: test).map { ListedName(scope: test.file, text: $0.text) }
  }

  func text(_ names: [ListedName]) -> String {
    let tests = names.map {
      "  [\(SourceText.javaScript($0.scope)), \(SourceText.javaScript($0.text))],\n"
    }
    return """
      // Skips the tests in quarantine: import "./FILE" in cypress/support/e2e.js
      const quarantined = new Set([

      """ + tests.joined() + """
        ].map((test) => JSON.stringify(test)))

        beforeEach(function () {
          const file = Cypress.spec.relative.replace(/\\\\/g, "/")
          const title = this.currentTest.fullTitle()
          if (quarantined.has(JSON.stringify([file, title]))) this.skip()
        })

        """
  }
}
