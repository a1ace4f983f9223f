/// The name that no test has, for runners that are told to run nothing by naming what is not there.
let emptyShardName = "evenkeel_empty_shard"

/// The items of a node in the form that a runner or a script takes.
///
/// Nothing selected never means everything: either the text says nothing in the runner's own words,
/// or the selection is not runnable.
///
/// - Parameters:
///   - items: the items of this node, each once, in the order in which they are printed.
///   - kind: what they are.
///   - format: the form.
///   - candidates: all items that were split, this node's too, to warn of those that the runner would
///     take for selected as well; none where that is not to be checked.
/// - Returns: the text with its warnings.
/// - Throws: `SelectionError` where the runner cannot be told to run exactly these.
public func selection(
  of items: [String],
  kind: ItemKind,
  as format: SelectionFormat,
  among candidates: [String] = []
) throws(SelectionError) -> Selection {
  guard let syntax = format.syntax else { return try plainSelection(of: items, as: format) }
  guard !items.isEmpty else {
    let lines = syntax.argumentsForNone(kind)
    return Selection(lines: lines ?? [], isRunnable: lines != nil)
  }
  if let item = items.first(where: \.isEmpty) {
    throw syntax.unnameable(item, "it has no name")
  }
  let lines = try syntax.arguments(for: items, kind: kind)
  for line in lines where line.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) {
    throw syntax.unnameable(line, "its name has a line break")
  }
  var warnings = overmatchWarnings(
    items,
    among: candidates,
    reach: syntax.reach(of: kind),
    runner: syntax.runner
  )
  if let longest = lines.map(\.utf8.count).max(), longest > longestArgument {
    warnings.append(
      "an argument is \(grouped(longest)) bytes long, and Linux starts no program with one over "
        + "\(grouped(longestArgument)); use more nodes, or items that are larger"
    )
  }
  return Selection(lines: lines, warnings: warnings)
}

/// Linux's limit for one argument, without its end (MAX_ARG_STRLEN in linux/binfmts.h).
private let longestArgument = 131_071

private func plainSelection(
  of items: [String],
  as format: SelectionFormat
) throws(SelectionError) -> Selection {
  switch format {
  case .json: return Selection(lines: [try jsonArray(items)])
  case .nul:
    if let item = items.first(where: { $0.utf8.contains(0) }) {
      throw .unnameable(item: item, runner: "a list", reason: "its name has a NUL")
    }
    return Selection(lines: items, terminator: "\0", isRunnable: !items.isEmpty)
  case .space: return try spaceSelection(of: items)
  default:
    if let item = items.first(where: { $0.utf8.contains(10) }) {
      throw .unnameable(
        item: item,
        runner: "a list of lines",
        reason: "its name has a line break; write items that end in NUL (-0)"
      )
    }
    return Selection(lines: items, isRunnable: !items.isEmpty)
  }
}

private func spaceSelection(of items: [String]) throws(SelectionError) -> Selection {
  let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == 0 }
  if let item = items.first(where: { $0.utf8.isEmpty || $0.utf8.contains(where: isBlank) }) {
    throw .unnameable(
      item: item,
      runner: "a list with spaces between",
      reason: "its name has a space; write items that end in NUL (-0)"
    )
  }
  // What a shell puts in the place of an unquoted word is not read again, but for patterns of files.
  let patterns = items.filter { $0.utf8.contains { "*?[".utf8.contains($0) } }
  let warnings = patterns.first.map {
    "a shell takes \"\(terminalText($0))\" for a pattern of file names where it is not quoted"
  }
  return Selection(
    lines: items.isEmpty ? [] : [items.joined(separator: " ")],
    warnings: warnings.map { [$0] } ?? [],
    isRunnable: !items.isEmpty
  )
}

private func jsonArray(_ items: [String]) throws(SelectionError) -> String {
  do {
    return String(try jsonText(items, pretty: false).dropLast())
  } catch {
    throw .tooLong(runner: "JSON", reason: "the names could not be written")
  }
}
