/// Tells code of libraries, runners and languages from that of the project.
extension TextBytes {
  /// Whether a path, relative to the checkout where it lies in it, is that of a library.
  func isLibraryPath(_ path: Range<Int>) -> Bool {
    guard !path.isEmpty else { return true }
    if hasLibraryStart(path) { return true }
    var start = path.lowerBound
    while start < path.upperBound {
      let end = self.end(from: start, limit: path.upperBound - start) {
        $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\")
      }
      // The file itself may have any name.
      if end < path.upperBound, isLibraryFolder(start..<end) { return true }
      start = end + 1
    }
    return false
  }

  private func hasLibraryStart(_ path: Range<Int>) -> Bool {
    let start = path.lowerBound
    return switch self[start] {
    case UInt8(ascii: "<"), UInt8(ascii: "["): true
    case UInt8(ascii: "n"): has("node:", at: start) || has("native", at: start)
    case UInt8(ascii: "i"): has("internal/", at: start) && has(".js", before: path.upperBound)
    case UInt8(ascii: "d"): has("deps/", at: start)
    case UInt8(ascii: "/"):
      has("/usr/lib", at: start) || has("/usr/local/", at: start) || has("/usr/share/", at: start)
        || has("/usr/include/", at: start) || has("/nix/store/", at: start)
        || has("/Library/", at: start) || has("/rustc/", at: start) || has("/lib/", at: start)
    default: !self[path].contains(UInt8(ascii: "/")) && isAppleImage(start)
    }
  }

  /// Whether a crash's image is one of the system's.
  private func isAppleImage(_ start: Int) -> Bool {
    switch self[start] {
    case UInt8(ascii: "l"):
      has("libsystem", at: start) || has("libswift", at: start)
        || has("libdispatch", at: start) || has("libobjc", at: start) || has("libXCTest", at: start)
    case UInt8(ascii: "X"): has("XCTest", at: start) || has("XCT", at: start)
    case UInt8(ascii: "C"): has("CoreFoundation", at: start) || has("CoreData", at: start)
    case UInt8(ascii: "F"): has("Foundation", at: start)
    case UInt8(ascii: "U"): has("UIKit", at: start)
    case UInt8(ascii: "x"): has("xctest", at: start)
    default: false
    }
  }

  private func isLibraryFolder(_ folder: Range<Int>) -> Bool {
    let names: [StaticString] =
      switch self[folder.lowerBound] {
      case UInt8(ascii: "."):
        [
          ".cargo", ".pyenv", ".rbenv", ".rvm", ".nvm", ".venv", ".yarn", ".pnpm", ".gem",
          ".sdkman",
        ]
      case UInt8(ascii: "_"): ["_deps"]
      case UInt8(ascii: "c"): ["catch2", "checkouts"]
      case UInt8(ascii: "d"): ["dist-packages"]
      case UInt8(ascii: "g"): ["gems", "googletest", "gtest", "gmock"]
      case UInt8(ascii: "h"): ["hostedtoolcache"]
      case UInt8(ascii: "n"): ["node_modules"]
      case UInt8(ascii: "P"): ["Pods"]
      case UInt8(ascii: "r"): ["rubygems", "rustc"]
      case UInt8(ascii: "s"): ["site-packages"]
      case UInt8(ascii: "t"): ["third_party"]
      case UInt8(ascii: "v"): ["vendor", "venv", "virtualenv"]
      case UInt8(ascii: "X"): ["Xcode.app"]
      default: []
      }
    if names.contains(where: {
      $0.utf8CodeUnitCount == folder.count && has($0, at: folder.lowerBound)
    }) {
      return true
    }
    // `lib/python3.12/unittest` and `go/pkg/mod`, `go1.24/src/testing`.
    return has("python", at: folder.lowerBound) && self[folder.lowerBound + 6].isDigit
      || has("mod", at: folder.lowerBound) && has("pkg/", before: folder.lowerBound)
      || has("src", at: folder.lowerBound) && isGoFolder(before: folder.lowerBound - 1)
  }

  /// Whether `go`, `go1.24.1` or the like stands before a slash, at the root of which lies no project.
  private func isGoFolder(before slash: Int) -> Bool {
    let start = self.start(before: slash, floor: 0) { $0.isDigit || $0 == UInt8(ascii: ".") }
    return start < slash && has("/go", before: start)
  }

  /// Whether a qualified name is that of a library of the JVM, of .NET or of Rust.
  func isLibraryName(_ name: Range<Int>) -> Bool {
    let prefixes: [StaticString] =
      switch self[name.lowerBound] {
      case UInt8(ascii: "<"): ["<alloc::", "<core::", "<std::", "<test::"]
      case UInt8(ascii: "_"): ["__libc", "__rust", "_start"]
      case UInt8(ascii: "a"): ["android.", "androidx.", "alloc::", "akka."]
      case UInt8(ascii: "c"):
        ["com.sun.", "com.intellij.", "com.android.", "clojure.", "core::", "cats.", "com.jayway."]
      case UInt8(ascii: "d"): ["dalvik."]
      case UInt8(ascii: "g"): ["groovy.", "groovyjarj"]
      case UInt8(ascii: "i"):
        ["io.kotest.", "io.netty.", "io.mockk.", "io.reactivex.", "io.restassured."]
      case UInt8(ascii: "j"):
        ["java.", "javax.", "jakarta.", "jdk.", "junit.", "jdk_internal", "java_"]
      case UInt8(ascii: "k"): ["kotlin.", "kotlinx."]
      case UInt8(ascii: "n"): ["net.bytebuddy."]
      case UInt8(ascii: "o"):
        [
          "org.junit.", "org.testng.", "org.hamcrest.", "org.assertj.", "org.mockito.",
          "org.gradle.", "org.apache.maven.", "org.apache.commons.", "org.springframework.",
          "org.spockframework.", "org.codehaus.groovy.", "org.opentest4j.", "org.scalatest.",
          "org.eclipse.", "org.hibernate.", "org.jboss.", "org.robolectric.",
        ]
      case UInt8(ascii: "r"): ["reactor.", "rust_begin_unwind", "rspec"]
      case UInt8(ascii: "s"): ["sun.", "scala.", "sbt.", "std::"]
      case UInt8(ascii: "t"): ["test::"]
      case UInt8(ascii: "w"): ["worker.org.gradle."]
      case UInt8(ascii: "F"): ["FluentAssertions."]
      case UInt8(ascii: "M"): ["Microsoft.", "Moq.", "MSTest."]
      case UInt8(ascii: "N"): ["NUnit.", "NSubstitute."]
      case UInt8(ascii: "S"): ["System.", "Shouldly."]
      case UInt8(ascii: "X"): ["Xunit."]
      default: []
      }
    return prefixes.contains { has($0, at: name.lowerBound) }
  }
}
