public import TestModel

/// The node ID that pytest gives a test; none where its file cannot be told.
///
/// With `file=` (xunit1) the class is what the class name has beyond the file's module. Without it
/// the module ends before the first part that looks like a class.
public func pytestNodeID(_ testID: TestID) -> String? {
  let parts = testID.classname.split(separator: ".").map(String.init)
  guard !testID.name.contains(where: \.isNewline) else { return nil }
  let classes: [String]
  let file: String
  if testID.file.hasSuffix(".py") {
    file = testID.file
    let module = file.dropLast(3).split(separator: "/").map(String.init)
    guard parts.starts(with: module) else { return nil }
    classes = Array(parts.dropFirst(module.count))
  } else {
    let module = parts.prefix { $0.first?.isUppercase != true }
    guard testID.file.isEmpty, !module.isEmpty else { return nil }
    file = module.joined(separator: "/") + ".py"
    classes = Array(parts.dropFirst(module.count))
  }
  return ([file] + classes + [testID.name]).joined(separator: "::")
}
