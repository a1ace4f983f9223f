extension RealRunner {
  private static let classpath =
    "/usr/share/java/testng.jar:/usr/share/java/jcommander.jar:/usr/share/java/bsh.jar:classes"

  /// TestNG of Debian's package; its own reports tell a skip with a reason as an error.
  static let testNG = RealRunner(
    form: "testng",
    isThere: "javac -version && test -e /usr/share/java/testng.jar",
    files: [
      "CartTest.java": """
      package com.acme;
      import org.testng.annotations.*;
      public class CartTest extends Base {
        @Test public void adds() {}
        @Test public void addsTax() {}
        @Test public void Adds() {}
        @Test public void zählt() {}
        @Test public void inherited() {}
        @DataProvider public Object[][] prices() { return new Object[][] {{1}, {2}}; }
        @Test(dataProvider = "prices") public void rounds(int price) {}
        @Test(dataProvider = "prices") public void rounds2(int price) {}
      }
      """,
      "Base.java": """
      package com.acme;
      import org.testng.annotations.*;
      public class Base { @Test public void shared() {} }
      """,
      "CartTestMore.java": """
      package com.acme;
      import org.testng.annotations.*;
      public class CartTestMore extends Base { @Test public void adds() {} }
      """,
    ],
    setUp: "mkdir classes && javac -encoding UTF-8 -cp \(classpath) -d classes *.java",
    run: """
      if test -s $LIST; then
        javac -cp \(classpath) -d classes $LIST || exit 1; LISTENER='-listener EvenkeelQuarantine'
      fi
      java -cp \(classpath) org.testng.TestNG -testclass com.acme.CartTest,com.acme.CartTestMore \
        -d out $LISTENER
      (echo '<testsuites>'; cat out/junitreports/*.xml | grep -v '^<?xml' | \
        sed 's|<error message="evenkeel: in quarantine, not run"|<skipped/>&|'
       echo '</testsuites>') > $REPORT
      """,
    ending: ".java",
    listName: "EvenkeelQuarantine",
    quarantined: [
      "com.acme.CartTest::adds", "com.acme.CartTest::zählt",
      "com.acme.CartTestMore::shared",
    ]
  )
}
