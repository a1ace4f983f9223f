// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

// A package of its own, so that nobody who builds evenkeel builds what measures it.
let package = Package(
  name: "evenkeel-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(name: "evenkeel", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .executableTarget(
      name: "evaluate",
      dependencies: [
        .product(name: "Evaluation", package: "evenkeel"),
        .product(name: "HistorySimulator", package: "evenkeel"),
        argumentParser,
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "score-estimates",
      dependencies: [.product(name: "Evaluation", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "simulate-quarter",
      dependencies: [.product(name: "Evaluation", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "make-reports",
      dependencies: [argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "make-history",
      dependencies: [.product(name: "EvenkeelCore", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "parse-reports",
      dependencies: [.product(name: "EvenkeelCore", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "update-analysis",
      dependencies: [.product(name: "EvenkeelCore", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "read-history",
      dependencies: [.product(name: "EvenkeelCore", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "partition-suites",
      dependencies: [.product(name: "EvenkeelCore", package: "evenkeel"), argumentParser],
      swiftSettings: strict
    ),
  ]
)
