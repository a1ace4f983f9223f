import CZlib

/// Bytes compressed with deflate: bare, or as a member of a gzip stream.
func deflated(_ bytes: [UInt8], asGzip: Bool, level: Int32 = 6) -> [UInt8] {
  var zlib = z_stream()
  precondition(czlib_start_deflating(&zlib, level, asGzip ? 31 : -15) == Z_OK)
  defer { deflateEnd(&zlib) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&zlib, uLong(bytes.count))) + 64)
  let room = uInt(output.count)
  input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      zlib.next_in = input.baseAddress
      zlib.avail_in = uInt(input.count)
      zlib.next_out = output.baseAddress
      zlib.avail_out = room
      precondition(deflate(&zlib, Z_FINISH) == Z_STREAM_END)
    }
  }
  return Array(output.prefix(Int(room - zlib.avail_out)))
}

/// A gzip stream of one member.
func gzipped(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, asGzip: true) }

/// The checksum of zip and gzip.
func checksum(_ bytes: [UInt8]) -> UInt32 { UInt32(crc32_z(0, bytes, bytes.count)) }

/// A number in bytes, the least significant first.
func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
