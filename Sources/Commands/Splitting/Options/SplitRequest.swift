import ArgumentParser

/// The options of the commands that take the part of one node.
struct SplitRequest: ParsableArguments {
  @OptionGroup(title: "Names and weights") var items: ItemOptions
  @OptionGroup(title: "Nodes") var node: NodeOptions
  @OptionGroup(title: "Constraints") var constraints: ConstraintOptions
  @Option(
    help: ArgumentHelp("Take the part of this node from a plan.", valueName: "file or ID")
  )
  var plan: String?
  @Flag(inversion: .prefixedNo, help: "Let node 0 take the names that are not in the plan.")
  var catchAll = false
  @Flag(inversion: .prefixedNo, help: "Print counts on standard error.")
  var showCounts = false
  @OptionGroup var common: CommonOptions
}
