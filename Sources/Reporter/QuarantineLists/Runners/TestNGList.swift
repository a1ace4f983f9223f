import TestModel

/// TestNG: the source of a listener, to be compiled with the tests, that skips methods before they run.
///
/// Source: TestNG's `IInvokedMethodListener` and `SkipException`. What depends on a method that is
/// skipped is skipped as well, as TestNG does for one that fails; a list of excludes, Gradle's or
/// Surefire's, would have it end the run for a method that is missing. An inherited method is that of
/// the class that inherits it, as in reports.
struct TestNGList: QuarantineListSyntax {
  let runner = "TestNG"
  let languages: Set<SourceLanguage> = [.jvm]

  func names(of test: TestID) throws(Unlistable) -> [ListedName] { try jvmNames(of: test) }

  func text(_ names: [ListedName]) -> String {
    // A method of the JVM holds 64 KiB of code, so the list is told in parts.
    let starts = Array(stride(from: 0, to: names.count, by: 500))
    let parts = starts.map { start in
      let lines = names[start..<min(start + 500, names.count)].map {
        "    add(\(SourceText.java($0.scope)), \(SourceText.java($0.text)));\n"
      }
      return "\n  private static void part\(start / 500)() {\n\(lines.joined())  }\n"
    }
    let calls = starts.map { "    part\($0 / 500)();\n" }.joined()
    return header + "  static {\n\(calls)  }\n" + listener + parts.joined() + "}\n"
  }

  private var header: String {
    """
    // Skips the tests in quarantine. Compiled with the tests, it is a listener of TestNG:
    // -listener EvenkeelQuarantine, useTestNG { listeners << 'EvenkeelQuarantine' } in Gradle, or
    // the property "listener" of Surefire.

    import java.util.Arrays;
    import java.util.HashSet;
    import java.util.List;
    import java.util.Set;
    import org.testng.IInvokedMethod;
    import org.testng.IInvokedMethodListener;
    import org.testng.ITestResult;
    import org.testng.SkipException;

    public class EvenkeelQuarantine implements IInvokedMethodListener {
      private static final Set<List<String>> TESTS = new HashSet<>();


    """
  }

  private var listener: String {
    """

      @Override
      public void beforeInvocation(IInvokedMethod method, ITestResult result) {
        String owner = result.getTestClass().getRealClass().getName();
        String name = method.getTestMethod().getMethodName();
        if (method.isTestMethod() && TESTS.contains(Arrays.asList(owner, name))) {
          throw new SkipException(\(SourceText.java("\(QuarantineMark.notRun)")));
        }
      }

      @Override
      public void afterInvocation(IInvokedMethod method, ITestResult result) {}

      private static void add(String owner, String name) {
        TESTS.add(Arrays.asList(owner, name));
      }

    """
  }
}
