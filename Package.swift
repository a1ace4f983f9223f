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

// One target a room of the architecture, in the order in which data passes them; what a target
// may import is what it lists.
let package = Package(
  name: "evenkeel",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "evenkeel", targets: ["evenkeel"]),
    .library(
      name: "EvenkeelCore",
      targets: ["Formats", "Ingester", "StatisticsCore", "Storage", "TestModel"]
    ),
    .library(name: "HistorySimulator", targets: ["HistorySimulator"]),
    .library(name: "Evaluation", targets: ["Evaluation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2",
      pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .target(name: "TestModel", swiftSettings: strict),
    .target(name: "Archives", dependencies: ["CZlib"], swiftSettings: strict),
    .target(name: "Formats", dependencies: ["CLibXML2", "TestModel"], swiftSettings: strict),
    .target(
      name: "Storage",
      dependencies: [
        "TestModel",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Ingester",
      dependencies: ["Archives", "Formats", "Storage", "TestModel"],
      swiftSettings: strict
    ),
    .target(
      name: "StatisticsCore",
      dependencies: ["TestModel", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict
    ),
    .target(
      name: "Reporter",
      dependencies: ["StatisticsCore", "TestModel"],
      swiftSettings: strict
    ),
    .target(name: "CodeHosts", swiftSettings: strict),
    .target(
      name: "Settings",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: strict
    ),
    .target(
      name: "Commands",
      dependencies: [
        "CodeHosts", "Formats", "Ingester", "Reporter", "Settings", "StatisticsCore", "Storage",
        "TestModel",
        argumentParser,
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "evenkeel",
      dependencies: ["Commands", argumentParser],
      swiftSettings: strict
    ),

    // Development tools: a simulator of CI histories whose truth is known, its command, and the
    // scores of the analysis on them.
    .target(name: "HistorySimulator", dependencies: ["TestModel"], swiftSettings: strict),
    .executableTarget(
      name: "generate-history",
      dependencies: ["HistorySimulator", "TestModel", argumentParser],
      swiftSettings: strict
    ),
    .target(
      name: "Evaluation",
      dependencies: [
        "HistorySimulator", "StatisticsCore", "TestModel",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict
    ),

    .testTarget(
      name: "EvaluationTests",
      dependencies: ["Evaluation", "HistorySimulator", "StatisticsCore", "TestModel"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StatisticsCoreTests",
      dependencies: [
        "StatisticsCore", "TestModel", "TestSupport",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ReporterTests",
      dependencies: ["Reporter", "StatisticsCore", "TestModel", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SettingsTests",
      dependencies: ["Settings"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CodeHostsTests",
      dependencies: ["CodeHosts", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Commands", "Reporter", "Settings", "StatisticsCore", "Storage", "TestModel",
        "TestSupport", argumentParser, .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ContractTests",
      dependencies: ["TestSupport", "evenkeel"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "HistorySimulatorTests",
      dependencies: ["HistorySimulator", "TestModel", "TestSupport"],
      swiftSettings: strict
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "TestModelTests", dependencies: ["TestModel"], swiftSettings: strict),
    .testTarget(
      name: "ArchivesTests",
      dependencies: ["Archives", "CZlib", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "FormatsTests",
      dependencies: ["Formats", "TestModel", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Ingester", "Storage", "TestModel", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "IngesterTests",
      dependencies: ["Formats", "Ingester", "Storage", "TestModel", "TestSupport"],
      swiftSettings: strict
    ),
  ]
)
