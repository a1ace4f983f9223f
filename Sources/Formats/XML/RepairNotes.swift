import TestModel

/// What the repair of a report does to it.
enum RepairKind: Int, CaseIterable {
  case controlCharacters, forbiddenReferences, bytes, ampersands, entities, lessThan, sectionEnds
  case quotes, attributes, duplicateAttributes, tags, missingEnds, strayEnds
  case documents, textOutside, prefixes

  /// What was done, as a sentence without its end.
  var text: String {
    switch self {
    case .controlCharacters: "control characters, which XML forbids, were replaced"
    case .forbiddenReferences: "references to characters that XML forbids were replaced"
    case .bytes: "bytes that are not UTF-8 were read as Windows-1252"
    case .ampersands: "‘&’ that begins no reference was read as text"
    case .entities: "references to entities that XML does not know were read as text"
    case .lessThan: "‘<’ that begins no tag was read as text"
    case .sectionEnds: "‘]]>’ outside of a CDATA section was read as text"
    case .quotes: "quotes within a value in quotes were read as text"
    case .attributes: "attributes without a value in quotes were read as far as they go"
    case .duplicateAttributes: "attributes that a tag has twice were read once"
    case .tags: "tags that break off were ended"
    case .missingEnds: "elements without an end tag were ended with the element around them"
    case .strayEnds: "end tags of elements that are not open were passed over"
    case .documents: "several documents follow one another; all were read"
    case .textOutside: "text outside of the document was passed over"
    case .prefixes: "prefixes of names that are not declared were passed over"
    }
  }
}

/// The first line and the number of each kind of repair.
struct RepairNotes {
  private var lines = [Int](repeating: 0, count: RepairKind.allCases.count)
  private var counts = [Int](repeating: 0, count: RepairKind.allCases.count)

  mutating func add(_ kind: RepairKind, line: Int) {
    if counts[kind.rawValue] == 0 { lines[kind.rawValue] = line }
    counts[kind.rawValue] += 1
  }

  /// A note a kind, by line.
  var notes: [ReportNote] {
    RepairKind.allCases.filter { counts[$0.rawValue] > 0 }
      .map { kind in
        let count = counts[kind.rawValue]
        let times = count > 1 ? " (\(count) times)" : ""
        return ReportNote(line: lines[kind.rawValue], text: kind.text + times)
      }
      .sorted { ($0.line ?? 0, $0.text) < ($1.line ?? 0, $1.text) }
  }
}
