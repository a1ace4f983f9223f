import Testing

@testable import TestModel

@Suite("XXH64")
struct XXHash64Tests {
  /// From the reference implementation: `xxhash.xxh64_intdigest(sample(count), seed)` of Python's
  /// xxhash 3.
  static let vectors: [(count: Int, seed0: UInt64, seeded: UInt64)] = [
    (0, 0xef46_db37_51d8_e999, 0xac75_fda2_929b_17ef),
    (1, 0xe934_a84a_db05_2768, 0x5014_6076_43a9_b4c3),
    (3, 0xff7e_1959_cb50_794a, 0xaa85_84e8_3660_f7d1),
    (4, 0x9136_a0dc_a574_57ee, 0xcaab_286b_d8e9_fdb5),
    (7, 0x6c83_909a_9f01_ed25, 0xf98d_03b1_ad6f_9293),
    (8, 0xcdbc_f538_e71d_1348, 0xfe0c_047a_5353_cdac),
    (14, 0x8282_dcc4_994e_35c8, 0xc3bd_6bf6_3deb_6df0),
    (31, 0x299b_39a2_90e6_d783, 0xda67_3d5f_eb5c_1d79),
    (32, 0x18b2_1649_2bb4_4b70, 0xb3f3_3bdf_93ad_e409),
    (33, 0x55c8_dc3e_578f_5b59, 0xe92c_292f_64bc_3071),
    (63, 0xa9ef_be0f_a0f3_f4e7, 0x6c91_1fad_b05b_6fc2),
    (64, 0xef55_8f8a_cac2_b5cd, 0xb5ee_ba99_264c_c44f),
    (100, 0x4bfe_019c_d91d_9ea4, 0x4853_706d_c962_5cae),
    (222, 0xb641_ae8c_b691_c174, 0x20cb_8ab7_ae10_c14a),
    (1000, 0x52bd_1358_f22e_9ef7, 0x7275_1a24_0801_7e26),
    (4099, 0xf5d6_aee1_d10d_6bfd, 0x3526_d4fd_3184_e7fc),
  ]

  @Test("The reference's hashes come out", arguments: vectors)
  func matchesReference(count: Int, seed0: UInt64, seeded: UInt64) {
    let bytes = sample(count)
    #expect(hash(bytes, in: [count]) == seed0)
    #expect(hash(bytes, in: [count], seed: 2_654_435_761) == seeded)
  }

  @Test("The hash does not depend on the pieces", arguments: [1, 3, 7, 8, 31, 32, 33, 64, 1000])
  func ignoresPieces(size: Int) {
    for (count, expected, _) in XXHash64Tests.vectors {
      let pieces = Array(repeating: size, count: count / size) + [count % size, 0]
      #expect(hash(sample(count), in: pieces) == expected)
    }
  }

  @Test("The hash of bytes at an odd address is the same")
  func readsUnalignedBytes() {
    let bytes = [0] + sample(1000)
    var hash = XXHash64()
    bytes.withUnsafeBufferPointer { hash.update(UnsafeBufferPointer(rebasing: $0.dropFirst())) }
    #expect(hash.finish() == 0x52bd_1358_f22e_9ef7)
  }

  @Test("Asking for the hash does not end it")
  func goesOnAfterFinish() {
    var hash = XXHash64()
    let bytes = sample(100)
    bytes.prefix(50).withUnsafeBufferPointer { hash.update($0) }
    _ = hash.finish()
    bytes.dropFirst(50).withUnsafeBufferPointer { hash.update($0) }
    #expect(hash.text == "4bfe019cd91d9ea4")
  }

  @Test("Text has leading zeros")
  func padsText() {
    #expect(XXHash64().text == "ef46db3751d8e999")
    // The first number whose decimal digits hash to less than 16 hexadecimal ones.
    let first = (0...).lazy.map { number in
      var hash = XXHash64()
      Array(String(number).utf8).withUnsafeBufferPointer { hash.update($0) }
      return hash
    }
    .first { $0.finish() < 1 << 60 }
    #expect(first?.text.count == 16)
    #expect(first?.text.hasPrefix("0") == true)
  }

  private func hash(_ bytes: [UInt8], in pieces: [Int], seed: UInt64 = 0) -> UInt64 {
    var hash = XXHash64(seed: seed)
    var rest = bytes[...]
    for piece in pieces {
      rest.prefix(piece).withUnsafeBufferPointer { hash.update($0) }
      rest = rest.dropFirst(piece)
    }
    return hash.finish()
  }

  /// The bytes on which the reference implementation checks itself.
  private func sample(_ count: Int) -> [UInt8] {
    var state: UInt64 = 2_654_435_761
    return (0..<count).map { _ in
      defer { state = state &* 11_400_714_785_074_694_797 }
      return UInt8(state >> 56)
    }
  }
}
