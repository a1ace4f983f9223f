import TestModel

/// Bazel: labels of test targets, each with a `-` in front, behind `--` and what is to run.
///
/// Bazel has no words for one case of a target that all frameworks understand.
struct BazelList: QuarantineListSyntax {
  let runner = "Bazel"
  let languages: Set<SourceLanguage> = []
  let mostBytes: Int? = mostBytesOfArguments

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    let labels = [test.name, test.classname, test.suite].filter {
      ($0.hasPrefix("//") || $0.hasPrefix("@")) && $0.contains(":")
    }
    guard let label = labels.first else {
      throw Unlistable("its report names no label, such as //cart:cart_test")
    }
    return [ListedName(text: label)]
  }

  func check(_ name: ListedName) throws(Unlistable) {
    if [":all", ":*", ":all-targets", "..."].contains(where: name.text.hasSuffix)
      || name.text.unicodeScalars.contains(where: { $0.properties.isWhitespace })
    {
      throw Unlistable("it is a pattern of labels")
    }
  }

  func text(_ names: [ListedName]) -> String { names.map { "-\($0.text)\n" }.joined() }
}
