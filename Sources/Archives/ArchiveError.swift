/// Why a file, an archive or an entry cannot be read, or not to its end.
public enum ArchiveError: Error, Sendable, Hashable {
  /// There is nothing at the path.
  case missing
  /// The system does not let it be read.
  case unreadable(reason: String)
  /// It is packed in a form that is not read.
  case unread(UnreadForm)
  /// It breaks off after some of its bytes.
  case truncated(ArchiveForm, after: UInt64)
  /// It breaks the rules of its form.
  case corrupt(ArchiveForm, reason: String)
  /// What came out is not what was packed.
  case checksumMismatch(ArchiveForm)
  /// The entry needs a password.
  case encrypted
  /// The entry of a zip archive is compressed by a method that is not read.
  case method(UInt16)
  /// Entries of a zip archive share bytes.
  case overlappingEntries
  /// It is one part of an archive in several.
  case partOfArchive
  /// The entry of a tar archive is stored without its holes.
  case sparse
  /// The name of the entry has more bytes.
  case nameTooLong(limit: Int)
  /// Archives are nested deeper.
  case tooDeep(limit: Int)
  /// The file has more entries.
  case tooManyEntries(limit: Int)
  /// The file expands to more bytes.
  case expandsTooMuch(limit: UInt64)
  /// What must be kept to be read again has more bytes.
  case tooLargeToKeep(limit: UInt64)
  /// The system does not let it be kept.
  case cannotKeep(reason: String)
  /// The entry comes from a stream that has gone past it.
  case gonePast

  /// Whether nothing more of the whole file is to be read.
  var endsWalk: Bool {
    switch self {
    case .tooManyEntries, .expandsTooMuch: true
    default: false
    }
  }
}

extension ArchiveError: CustomStringConvertible {
  /// A fragment that finishes the sentence "The file cannot be used: ".
  public var description: String {
    switch self {
    case .missing: "there is no such file; check the path"
    case .unreadable(let reason): "it cannot be read: \(reason)"
    case .unread(let form):
      "it is packed as \(form.rawValue), which is not read here; unpack it with "
        + "`\(form.unpacker)` and ingest what comes out"
    case .truncated(let form, let count):
      "the \(form.noun) breaks off after \(grouped(count)) bytes; was the disk full, or the upload "
        + "cut short?"
    case .corrupt(let form, let reason): "the \(form.noun) is damaged: \(reason)"
    case .checksumMismatch(let form):
      "the \(form.noun) is damaged: the checksum of what was packed does not match"
    case .encrypted: "it is encrypted; pack it without a password"
    case .method(let method):
      "it is compressed with \(ArchiveError.nameOfMethod(method)), which is not read here; pack it "
        + "with deflate, the usual method of zip"
    default: descriptionOfLimit
    }
  }

  private var descriptionOfLimit: String {
    switch self {
    case .overlappingEntries:
      "entries of the zip archive share the same bytes, as only an attack does; pack it anew"
    case .partOfArchive: "it is one part of a zip archive in several; join the parts first"
    case .sparse: "it is stored as a sparse file; pack it without --sparse"
    case .nameTooLong(let limit): "its name has more than \(grouped(UInt64(limit))) bytes"
    case .tooDeep(let limit): "archives are nested more than \(limit) deep; unpack the outer ones"
    case .tooManyEntries(let limit):
      "it has more than \(grouped(UInt64(limit))) entries; pack only the reports"
    case .expandsTooMuch(let limit):
      "it expands to more than \(grouped(limit)) bytes, too much for its size; unpack it if you "
        + "trust it"
    case .tooLargeToKeep(let limit):
      "it has more than \(grouped(limit)) bytes, too many to keep a copy of; unpack it first"
    case .cannotKeep(let reason): "a temporary copy of it cannot be kept: \(reason)"
    default: "it came from a stream that has gone past it"
    }
  }

  /// Source: APPNOTE 6.3.10, section 4.4.5.
  private static func nameOfMethod(_ method: UInt16) -> String {
    switch method {
    case 9: "Deflate64"
    case 12: "bzip2"
    case 14: "LZMA"
    case 93: "Zstandard"
    case 95: "xz"
    case 98: "PPMd"
    default: "method \(method)"
    }
  }
}

/// A count with a comma between thousands.
private func grouped(_ count: UInt64) -> String {
  var digits = String(count)
  var position = digits.count - 3
  while position > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
    position -= 3
  }
  return digits
}
