import Storage

/// What a case is called within its file, so that it is the same when the file has another name.
struct CaseInFile: Hashable {
  /// The last part of the class; empty where the class is called as the file is.
  let classname: String
  let name: String

  init(_ test: PlacedTest) {
    name = test.name
    classname = CaseInFile.lastPart(of: test.classname, in: test.file)
  }

  /// The case without its parameters.
  var baseName: Substring { name.prefix { $0 != "[" && $0 != "(" } }

  private static func lastPart(of classname: String, in file: String) -> String {
    guard classname != file else { return "" }
    let last = classname.split { ".:/\\$".contains($0) }.last ?? ""
    let fileName = file.split(separator: "/").last ?? ""
    let isCalledAsFile = last == fileName || last == fileName.prefix { $0 != "." }
    return isCalledAsFile ? "" : String(last)
  }
}

extension [PlacedTest] {
  /// The tests by what they are called in their file, without those that are called alike.
  var byCase: [CaseInFile: PlacedTest] {
    var tests: [CaseInFile: PlacedTest?] = [:]
    for test in self {
      let key = CaseInFile(test)
      tests[key] = tests[key] == nil ? .some(test) : .some(nil)
    }
    return tests.compactMapValues { $0 }
  }
}
