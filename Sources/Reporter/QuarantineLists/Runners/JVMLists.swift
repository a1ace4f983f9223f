import TestModel

/// Gradle: a script, `gradle --init-script FILE test`, that excludes methods in every test task.
///
/// Source: Gradle's `TestFilter.excludeTest`, from 5.0 on, and its `ClassTestSelectionMatcher`: `*` is
/// a wildcard without an escape, and a class without a package is looked for in all of them.
struct GradleList: QuarantineListSyntax {
  let runner = "Gradle"
  let reach = ListReach.endings(after: UInt8(ascii: "."))
  let languages: Set<SourceLanguage> = [.jvm]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { try jvmNames(of: test) }

  func check(_ name: ListedName) throws(Unlistable) {
    if name.text.contains("*") { throw Unlistable("a * is a wildcard, and has no escape") }
    if name.scope.first?.isUppercase == true, name.scope.contains(".") {
      throw Unlistable("a name that begins in upper case is taken for a class without a package")
    }
  }

  func key(_ name: ListedName) -> String { "\(name.scope)#\(name.text)" }

  func text(_ names: [ListedName]) -> String {
    // A method of the JVM holds 64 KiB of code, so the list is told in parts.
    let parts = stride(from: 0, to: names.count, by: 500).map { start in
      let lines = names[start..<min(start + 500, names.count)].map {
        "  exclude(\(SourceText.groovy($0.scope)), \(SourceText.groovy($0.text)))\n"
      }
      return "def part\(start / 500) = {\n\(lines.joined())}\npart\(start / 500)()\n"
    }
    return """
      // Leaves out the tests in quarantine: gradle --init-script FILE test
      def quarantined = []
      def exclude = { owner, test -> quarantined << [owner, test] }

      """ + parts.joined() + """
        allprojects {
          tasks.withType(Test).configureEach { task ->
            quarantined.each { task.filter.excludeTest(it[0], it[1]) }
          }
        }

        """
  }
}

/// Maven Surefire: one `-Dtest` of Surefire's own includes and, behind `!`, the methods.
///
/// Source: Surefire's "Running a Single Test" and its `TestListResolver`. A file of excludes holds
/// classes only; `-Dtest` takes the place of the includes and excludes of the project.
struct SurefireList: QuarantineListSyntax {
  let runner = "Surefire"
  let reach = ListReach.endings(after: UInt8(ascii: "."))
  let languages: Set<SourceLanguage> = [.jvm]
  let mostBytes: Int? = mostBytesOfOneArgument

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { try jvmNames(of: test) }

  func check(_ name: ListedName) throws(Unlistable) {
    let special = ",#+*?!%/\\".unicodeScalars
    if let mark = name.text.unicodeScalars.first(where: { special.contains($0) }) {
      throw Unlistable("-Dtest gives \(mark) a meaning, and has no escape for it")
    }
    if hasControlCharacter(name.text) || name.text.first?.isWhitespace == true
      || name.text.last?.isWhitespace == true
    {
      throw Unlistable("-Dtest drops the spaces around a name")
    }
  }

  func key(_ name: ListedName) -> String { "\(name.scope)#\(name.text)" }

  func text(_ names: [ListedName]) -> String {
    guard !names.isEmpty else { return "" }
    let includes = ["Test*", "*Test", "*Tests", "*TestCase"].map { "**/\($0)" }
    let classes = Dictionary(grouping: names, by: \.scope).sorted { $0.key < $1.key }
    let excludes = classes.map { owner, methods in
      "!\(owner)#\(methods.map(\.text).joined(separator: "+"))"
    }
    return "-Dtest=\((includes + excludes).joined(separator: ","))\n"
      + "-DfailIfNoSpecifiedTests=false\n-Dsurefire.failIfNoSpecifiedTests=false\n"
  }
}

/// The class as the scope, and the method, which its cases and its overloads share.
func jvmNames(of test: TestID) throws(Unlistable) -> [ListedName] {
  guard let name = JVMTestName("\(test.classname)#\(test.name)") else {
    throw Unlistable("its class is missing, as in com.acme.CartTest")
  }
  if name.method.hasPrefix("[") {
    throw Unlistable("it is one case of a parameterized test, and its report has no method")
  }
  let end = name.method.firstIndex { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
  // Jupiter's cases are `rounds(int)[1]`, and the runners know the method alone; those of JUnit 4 are
  // `rounds[1]`, which is the name that the runners match.
  if let end, name.method[end] == "(" {
    return [ListedName(scope: name.className, text: String(name.method[..<end]))]
  }
  // Kotlin's names have spaces, and Jupiter writes its brackets behind them.
  let bare = name.method.hasSuffix("()") ? [String(name.method.dropLast(2))] : []
  return (bare + [name.method]).map { ListedName(scope: name.className, text: $0) }
}
