import TestModel

/// RSpec: a file that excludes examples by file and full description, `rspec --require ./FILE`.
///
/// Source: RSpec's `MetadataFilter`, which hands the whole metadata to a filter of two parameters.
struct RSpecList: QuarantineListSyntax {
  let runner = "RSpec"
  let languages: Set<SourceLanguage> = [.ruby]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.file.isEmpty else {
      throw Unlistable("its file is not known, and others may have the same description")
    }
    return [ListedName(scope: test.file, text: test.name)]
  }

  func text(_ names: [ListedName]) -> String {
    """
    # Leaves out the examples in quarantine: rspec --require ./FILE
    require "set"

    quarantined = Set.new([

    """ + rubyPairs(names) + """
      ])

      RSpec.configure do |config|
        is_quarantined = lambda do |description, metadata|
          files = [metadata[:file_path]]
          group = metadata[:example_group]
          while group
            files << group[:file_path]
            group = group[:parent_example_group]
          end
          files.any? { |file| quarantined.include?([file.to_s.delete_prefix("./"), description]) }
        end
        config.filter_run_excluding(full_description: is_quarantined)
      end

      """
  }
}

/// minitest: a file that takes methods from their classes, `ruby -r ./FILE` or `RUBYOPT=-r./FILE`.
///
/// Source: `Minitest::Test.runnable_methods`, which all ways to run minitest ask for what to run.
/// `--exclude` would do as well, where its words reach minitest: rake and Rails read them first.
struct MinitestList: QuarantineListSyntax {
  let runner = "minitest"
  let languages: Set<SourceLanguage> = [.ruby]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] {
    guard !test.classname.isEmpty else { throw Unlistable("its class is not known") }
    return [ListedName(scope: test.classname, text: test.name)]
  }

  func text(_ names: [ListedName]) -> String {
    """
    # Leaves out the tests in quarantine: RUBYOPT=-r./FILE rake test
    require "minitest"
    require "set"

    module EvenkeelQuarantine
      TESTS = Set.new([

    """ + rubyPairs(names, indent: "    ") + """
        ])

        def runnable_methods
          super.reject { |test| TESTS.include?([name, test.to_s]) }
        end
      end

      Minitest::Test.singleton_class.prepend(EvenkeelQuarantine)

      """
  }
}

private func rubyPairs(_ names: [ListedName], indent: String = "  ") -> String {
  names.map { "\(indent)[\(SourceText.ruby($0.scope)), \(SourceText.ruby($0.text))],\n" }.joined()
}
