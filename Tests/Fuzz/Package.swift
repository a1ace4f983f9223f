// swift-tools-version: 6.2
import PackageDescription

// The sources are those of the root package by links, so that they are built with the fuzzer's
// coverage, and nothing else is. `scripts/fuzz` builds and runs it.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
    .target(name: "TestModel"),
    .target(name: "Formats", dependencies: ["CLibXML2", "TestModel"]),
    .executableTarget(
      name: "FuzzReports",
      dependencies: ["Formats", "TestModel"],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    ),
  ]
)
