/// A test and the file that it is in, as far as a rename is told by them.
public struct PlacedTest: Sendable, Hashable {
  /// The row of the test.
  public var id: Int64
  /// The file that reports name, or that the class was found in; never empty.
  public var file: String
  /// The class; empty where the reports name none.
  public var classname: String
  /// The case.
  public var name: String
  /// Whether the job run that is written has results of it.
  public var isTold: Bool

  /// Creates a placed test.
  public init(id: Int64, file: String, classname: String, name: String, isTold: Bool) {
    self.id = id
    self.file = file
    self.classname = classname
    self.name = name
    self.isTold = isTold
  }
}

/// How many names the new tests of a file share with the tests of another one.
public struct SharedNames: Sendable, Hashable {
  /// The file of the new tests.
  public var new: String
  /// The other file.
  public var known: String
  /// The names, without those that very many files have.
  public var count: Int

  /// Creates a number of names.
  public init(new: String, known: String, count: Int) {
    self.new = new
    self.known = known
    self.count = count
  }
}

/// What the history knows when a job run brings new tests.
public struct RenameFacts {
  /// The files of which the job run brought several tests.
  public var newFiles: [String]
  /// The tests of some files that the job run brought.
  public var new: (_ files: [String]) throws -> [PlacedTest]
  /// The files of the repository whose tests share names with new ones.
  public var shared: () throws -> [SharedNames]
  /// The tests of the repository in some files that were known before the job run.
  public var known: (_ files: [String]) throws -> [PlacedTest]
  /// The rows, of those that are given, of tests that one of the repository's last job runs ran.
  public var current: (_ tests: [Int64]) throws -> Set<Int64>

  /// Creates facts.
  public init(
    newFiles: [String],
    new: @escaping (_ files: [String]) throws -> [PlacedTest],
    shared: @escaping () throws -> [SharedNames],
    known: @escaping (_ files: [String]) throws -> [PlacedTest],
    current: @escaping (_ tests: [Int64]) throws -> Set<Int64>
  ) {
    self.newFiles = newFiles
    self.new = new
    self.shared = shared
    self.known = known
    self.current = current
  }
}

/// Tests of one file that go on in another one.
public struct FileRename: Sendable, Hashable {
  /// A new test, and the old one that it is.
  public struct Pair: Sendable, Hashable {
    /// The row of the new test.
    public var new: Int64
    /// The row of the old one.
    public var old: Int64

    /// Creates a pair.
    public init(new: Int64, old: Int64) {
      self.new = new
      self.old = old
    }
  }

  /// The file that is gone.
  public var from: String
  /// The file that the tests are in.
  public var to: String
  /// The tests.
  public var pairs: [Pair]

  /// Creates a rename.
  public init(from: String, to: String, pairs: [Pair]) {
    self.from = from
    self.to = to
    self.pairs = pairs
  }
}
