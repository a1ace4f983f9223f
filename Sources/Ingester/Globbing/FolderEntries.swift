#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a name in a folder is.
enum EntryKind: Sendable {
  case file, folder, link, unknown
}

/// A file or folder, whatever the path that led there.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64
}

/// Calls `body` with each name in a folder but `.` and `..`, in the order of the file system.
///
/// Foundation's listing makes strings and attributes of every name; here most are never looked at
/// twice.
///
/// - Returns: whether the folder could be read.
func forEachEntry(
  of folder: String,
  _ body: (UnsafeBufferPointer<UInt8>, EntryKind) -> Void
) -> Bool {
  guard let stream = opendir(folder) else { return false }
  defer { closedir(stream) }
  while let entry = readdir(stream) {
    let kind = entryKind(Int32(entry.pointee.d_type))
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      let name = bytes.bindMemory(to: UInt8.self)
      let length = name.firstIndex(of: 0) ?? name.count
      let isDots = length <= 2 && name[..<length].allSatisfy { $0 == UInt8(ascii: ".") }
      if !isDots { body(UnsafeBufferPointer(rebasing: name[..<length]), kind) }
    }
  }
  return true
}

private func entryKind(_ type: Int32) -> EntryKind {
  switch type {
  case Int32(DT_DIR): .folder
  case Int32(DT_LNK): .link
  case Int32(DT_UNKNOWN): .unknown
  default: .file
  }
}

/// What a path leads to, through links; none where there is nothing.
func statusThroughLinks(_ path: String) -> (isFolder: Bool, identity: FileIdentity)? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  let identity = FileIdentity(
    device: UInt64(truncatingIfNeeded: status.st_dev),
    number: UInt64(truncatingIfNeeded: status.st_ino)
  )
  return (status.st_mode & S_IFMT == S_IFDIR, identity)
}

/// Whether a path is a link itself.
func isLink(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}

/// The path without links; none where it leads nowhere.
func pathWithoutLinks(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}
