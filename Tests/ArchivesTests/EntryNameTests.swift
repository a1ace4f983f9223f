import Testing

@testable import Archives

@Suite("Names of entries")
struct EntryNameTests {
  static let names: [(String, String)] = [
    ("dir/TEST-a.xml", "dir/TEST-a.xml"), ("./a.xml", "a.xml"), ("/etc/a.xml", "etc/a.xml"),
    ("../../a.xml", "a.xml"), ("a/../b.xml", "a/b.xml"), ("a//b.xml", "a/b.xml"),
    (#"dir\a.xml"#, "dir/a.xml"), (#"C:\dir\a.xml"#, "dir/a.xml"), (#"..\a.xml"#, "a.xml"),
    ("a\u{1B}[31m.xml", "a[31m.xml"), ("a\u{7F}\r\nb\u{85}.xml", "ab.xml"),
    ("a\u{202E}lmx.xml", "almx.xml"), ("a\u{2028}b.xml", "ab.xml"), ("é/日本.xml", "é/日本.xml"),
    ("", "unnamed"), ("/../.", "unnamed"), ("\u{0}", "unnamed"),
  ]

  @Test("A name leads nowhere and says nothing to a terminal", arguments: names)
  func neutralizes(name: String, shown: String) {
    #expect(entryName(Array(name.utf8)) == shown)
  }

  @Test("Bytes that are no text still make a name")
  func namesInvalidBytes() {
    #expect(entryName([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    #expect(entryName([0x61, 0xE1, 0x62], isUTF8: false) == "aßb")
    #expect(entryName([0xFF, 0x80, 0xFE], isUTF8: false) == "\u{A0}Ç■")
  }

  static let taken = [
    "TEST-a.xml", "dir/A.XML", "a.junitxml", "a.json", "a.jsonl", "a.ndjson", "a.trx", "a.tap",
    "a.xml.gz", "a.json.gz", "a.zip", "a.tar", "a.tar.gz", "a.tgz", ".test_durations",
    "dir/.test_durations",
  ]
  static let left = [
    "a.txt", "a.log.gz", "xml", "a.xml.png", "._a.xml", "dir/._a.xml", "__MACOSX/a.xml", "",
    "a.gz", "a.jar", "test_durations",
  ]

  @Test("Reports and archives are taken by name", arguments: taken)
  func takes(name: String) { #expect(isReportOrArchiveName(name)) }

  @Test("Other files are left", arguments: left)
  func leaves(name: String) { #expect(!isReportOrArchiveName(name)) }
}
