/// A form of archive or compression that is read.
public enum ArchiveForm: String, Sendable, Hashable {
  /// RFC 1952.
  case gzip
  /// PKWARE's APPNOTE.
  case zip
  /// POSIX's ustar and pax, GNU's and the older forms.
  case tar

  /// What it is called within a sentence.
  var noun: String { self == .gzip ? "gzip stream" : "\(rawValue) archive" }
}

/// A form of archive or compression that is recognized and not read.
public enum UnreadForm: String, Sendable, Hashable {
  /// RFC 8878.
  case zstandard = "Zstandard"
  /// The form of `bzip2`.
  case bzip2
  /// The form of `xz`.
  case xz
  /// The form of `7z`.
  case sevenZip = "7-Zip"
  /// The form of `rar`.
  case rar = "RAR"
  /// The frames of LZ4.
  case lz4 = "LZ4"
  /// The form of `compress`.
  case compress

  /// The command that unpacks it.
  var unpacker: String {
    switch self {
    case .zstandard: "unzstd"
    case .bzip2: "bunzip2"
    case .xz: "unxz"
    case .sevenZip: "7z x"
    case .rar: "unrar x"
    case .lz4: "unlz4"
    case .compress: "uncompress"
    }
  }
}
