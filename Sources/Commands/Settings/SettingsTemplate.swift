import Reporter

/// A file with every key, what it means and its default, all commented out.
func settingsTemplate(_ settings: [SettingInForce]) -> String {
  var lines = ["# Settings of Evenkeel. Each key is an option of the commands beside it."]
  var open: [String] = []
  for setting in settings {
    let names = setting.key.split(separator: ".").map(String.init)
    let sections = Array(names.dropLast())
    if sections.isEmpty || sections.first != open.first { lines.append("") }
    for depth in sections.indices where Array(open.prefix(depth + 1)) != Array(sections[...depth]) {
      lines.append(String(repeating: "  ", count: depth) + "\(sections[depth]):")
    }
    open = sections
    let indent = String(repeating: "  ", count: sections.count)
    let commands =
      setting.commands.count == Evenkeel.commands.count
      ? "all commands" : setting.commands.joined(separator: ", ")
    lines += wrapped("\(setting.meaning) (\(commands))", width: 98 - indent.count)
      .split(separator: "\n").map { "\(indent)# \($0)" }
    let value = setting.byDefault ?? "# \(setting.form)"
    lines.append("\(indent)#\(names.last ?? ""): \(value)")
  }
  return lines.joined(separator: "\n") + "\n"
}
