/// A job and a variant of it: a test on two of them has two histories.
public struct JobVariant: Sendable, Hashable, Comparable {
  /// The job's name; empty where it is not known.
  public var job: String
  /// The leg of the matrix; empty where there is none.
  public var variant: String

  /// Creates the pair.
  public init(job: String, variant: String) {
    self.job = job
    self.variant = variant
  }

  /// Orders the values for output.
  public static func < (left: JobVariant, right: JobVariant) -> Bool {
    (left.job, left.variant) < (right.job, right.variant)
  }

  /// The stream for people: `unit / py312`.
  public var name: String {
    [job, variant].filter { !$0.isEmpty }.joined(separator: " / ")
  }
}
