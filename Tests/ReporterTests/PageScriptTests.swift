import Foundation
import TestSupport
import Testing

@testable import Reporter

@Suite("The script of the reports")
struct PageScriptTests {
  @Test("The policy names the hash of the script, so that nothing else runs")
  func hash() throws {
    try withTemporaryFolder { folder in
      try folder.write(pageScript.markup, to: "script.js")
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [
        "sha256sum", folder.appending(path: "script.js").path(percentEncoded: false),
      ]
      process.standardOutput = output
      try process.run()
      let told = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let digits = Array(told.prefix(64))
      let digest = try stride(from: 0, to: 64, by: 2).map { place in
        let byte = String(decoding: digits[place..<place + 2], as: UTF8.self)
        return try #require(UInt8(byte, radix: 16))
      }
      #expect(Data(digest).base64EncodedString() == pageScriptHash.markup)
    }
  }

  @Test("The script is text of XML and of HTML alike")
  func isPlainText() {
    #expect(!pageScript.markup.contains { "<&".contains($0) })
  }
}
