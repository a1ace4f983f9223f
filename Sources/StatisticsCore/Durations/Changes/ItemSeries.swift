/// The times of items in the runs of a suite, in the order of the runs.
public struct ItemSeries: Sendable {
  /// How long an item took in one run.
  public struct Point: Sendable, Hashable {
    /// The run: 0 is the earliest.
    public var run: Int32
    /// The machine that ran the item in this run: the job run of a node.
    ///
    /// Several nodes that shared the item are one, of the run as a whole.
    public var machine: Int32
    /// The time of all attempts, in microseconds.
    public var time: Int64
    /// How many of the item's cases ran.
    public var cases: Int32

    /// Creates a point.
    public init(run: Int32, machine: Int32, time: Int64, cases: Int32 = 1) {
      self.run = run
      self.machine = machine
      self.time = time
      self.cases = cases
    }
  }

  /// All points, those of an item next to each other, by run.
  public private(set) var points: [Point] = []
  /// By item, where its points start, and at the end, where the last one's end.
  public private(set) var starts = [0]
  /// How many machines there are.
  public private(set) var machines = 0

  /// Creates series without items.
  public init() {}

  /// Adds an item with its points in the order of the runs.
  public mutating func append(_ item: some Collection<Point>) {
    points += item
    starts.append(points.count)
    for point in item { machines = max(machines, Int(point.machine) + 1) }
  }

  /// How many items there are.
  public var count: Int { starts.count - 1 }

  /// Where the points of an item are.
  public func range(of item: Int) -> Range<Int> { starts[item]..<starts[item + 1] }
}
