/// How much longer larger files take, in the logarithms of both.
struct SizeEffect {
  /// The slope, from 0 to 1.5.
  let slope: Double
  /// The variance that is left within folders over that without sizes, from 0 to 1.
  let varianceLeft: Double
  /// By folder, the mean of the logarithms of sizes, in parts.
  private let means: [Double]

  /// The fewest files from which it is learned.
  private static let fewestFiles = 10

  /// A file whose time and size are known.
  struct File {
    var folder: Int
    /// The logarithm of its size, in parts.
    var size: Int
    /// The logarithm of its time less that of its folder, in parts.
    var excess: Double
  }

  /// Learns the slope within folders, with folder means as the times have them; none where there is
  /// no effect that stands out.
  ///
  /// Least squares, drawn towards 0 by its own uncertainty: b·max(0, 1 − v/b²) with v the variance of
  /// b (James and Stein, "Estimation with quadratic loss", 1961, in one dimension and positive part).
  init?(_ files: [File], tree: FolderTree, credibility: Double?) {
    guard files.count >= Self.fewestFiles else { return nil }
    var counts = Array(repeating: 0, count: tree.paths.count)
    var sums = counts
    for file in files {
      counts[file.folder] += 1
      sums[file.folder] += file.size
    }
    means = tree.shrunkMeans(counts: counts, sums: sums, credibility: credibility)
    var (sizes, products, excesses) = (0.0, 0.0, 0.0)
    for file in files {
      let size = Double(file.size) - means[file.folder]
      sizes += size * size
      products += size * file.excess
      excesses += file.excess * file.excess
    }
    guard sizes > 0, excesses > 0 else { return nil }
    let steepest = products / sizes
    let left = excesses - products * steepest
    let variance = left / Double(files.count - 2) / sizes
    let shrunk = steepest - (steepest == 0 ? 0 : variance / steepest)
    guard steepest > 0, shrunk > 0 else { return nil }
    slope = min(shrunk, 1.5)
    varianceLeft = min(1, max(0, left / excesses))
  }

  /// What a file's size adds to the logarithm of its time, in parts.
  func addition(ofSize size: Int64, in folder: Int) -> Double {
    slope * (Double(PortableLogarithm.parts(of: size)) - means[folder])
  }
}
