import Foundation

/// The size of a regular file in bytes; none for what is none, such as a folder, or a pipe that never
/// ends.
func regularFileSize(_ path: String) -> Int? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(status.st_size)
}
