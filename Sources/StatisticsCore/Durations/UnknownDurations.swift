/// Estimates items of which no time is known, from those of which one is.
///
/// Times are skewed, so folders and sizes are compared by logarithms, and the result brought back to
/// a mean: what several new files take together is a sum, and the typical file would be too little.
struct UnknownDurations {
  private var tree = FolderTree()
  private let means: FolderMeans
  private let size: SizeEffect?
  /// What is added to the logarithm of a typical time to have that of the mean, in parts.
  private let skew: Double

  /// Learns from the items that are known; none where there are none.
  ///
  /// - Parameters:
  ///   - known: by item, its time in microseconds; 0 for unknown.
  ///   - sample: the positions of known items whose sizes are looked at.
  init?(items: [String], known: [Int64], sample: [Int], size: (Int) -> Int64?) {
    let count = known.count { $0 > 0 }
    guard count > 0 else { return nil }
    let total = known.reduce(0) { $0 + Int($1) }
    // Times of next to nothing would rule the logarithms, and no split.
    let least = max(1, Int64(total / count / 1000))
    let center = PortableLogarithm.parts(of: Int64(total / count))
    func logarithm(_ time: Int64) -> Int { PortableLogarithm.parts(of: max(time, least)) - center }

    var (counts, sums, squares) = ([0], [0], 0)
    for (item, time) in known.enumerated() where time > 0 {
      let folder = tree.insert(folderOf: items[item][...])
      while counts.count < tree.paths.count {
        counts.append(0)
        sums.append(0)
      }
      let value = logarithm(time)
      counts[folder] += 1
      sums[folder] += value
      squares += value * value
    }
    means = FolderMeans(tree, counts: counts, sums: sums, squares: squares)
    let (tree, means) = (tree, means)
    let files = sample.compactMap { item -> SizeEffect.File? in
      guard let bytes = size(item) else { return nil }
      let folder = tree.closest(to: items[item][...])
      return SizeEffect.File(
        folder: folder,
        size: PortableLogarithm.parts(of: bytes),
        excess: Double(logarithm(known[item])) - means.means[folder]
      )
    }
    self.size = SizeEffect(files, tree: tree, credibility: means.credibility)
    let typical = zip(means.means, counts).reduce(0) { total, folder in
      total + Int((PortableLogarithm.number(of: folder.0) * 65536 * Double(folder.1)).rounded())
    }
    // Such that the known items would add up to what they do (Duan, "Smearing estimate", 1983, as a
    // ratio of sums); in a lognormal it is half the variance, so sizes take their share of it.
    let excess = PortableLogarithm.log(Double(total) * 65536 / Double(max(1, typical)))
    skew = excess * PortableLogarithm.parts * (self.size?.varianceLeft ?? 1)
  }

  /// The estimate of an item, given its size in bytes where it is known.
  func estimate(_ item: String, bytes: Int64?) -> DurationEstimate {
    let folder = tree.closest(to: item[...])
    let addition = bytes.flatMap { bytes in size?.addition(ofSize: bytes, in: folder) }
    let logarithm = means.means[folder] + skew + (addition ?? 0)
    let time = min(
      max(1, PortableLogarithm.number(of: logarithm).rounded()),
      Double(longestDuration)
    )
    let isWithoutFolder = folder == FolderTree.root || means.credibility == nil
    return DurationEstimate(
      microseconds: Int64(time),
      deviation: Int64((time * spread(bySize: addition != nil)).rounded()),
      source: isWithoutFolder
        ? .suite(bySize: addition != nil)
        : .folder(String(tree.paths[folder]), bySize: addition != nil)
    )
  }

  /// The coefficient of variation of a lognormal, √(exp(σ²) − 1); at most 3, for heavier tails.
  private func spread(bySize: Bool) -> Double {
    let parts = PortableLogarithm.parts
    let variance = means.within / (parts * parts) * (bySize ? size?.varianceLeft ?? 1 : 1)
    return min(3, (PortableLogarithm.exp(min(variance, 3)) - 1).squareRoot())
  }
}
