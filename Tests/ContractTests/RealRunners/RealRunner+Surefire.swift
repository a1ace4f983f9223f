extension RealRunner {
  private static let plugin = "org/apache/maven/plugins/maven-surefire-plugin/2.22.3"

  /// Surefire and JUnit 4 of Debian's packages, which need no network.
  static let surefire = RealRunner(
    form: "surefire",
    isThere: "mvn --version && javac -version && test -e /usr/share/java/junit4.jar "
      + "&& test -e /usr/share/maven-repo/\(plugin)",
    files: [
      "pom.xml": """
      <project><modelVersion>4.0.0</modelVersion><groupId>acme</groupId><artifactId>shop</artifactId>
      <version>1</version><dependencies><dependency><groupId>junit</groupId>
      <artifactId>junit</artifactId><version>4.x</version></dependency></dependencies></project>
      """,
      "CartTest.java": """
      package com.acme;
      import org.junit.Test;
      public class CartTest {
        @Test public void adds() {}
        @Test public void addsTax() {}
        @Test public void pays() {}
        @Test public void zählt() {}
      }
      """,
      "CartTestMoreTest.java": """
      package com.acme;
      import org.junit.Test;
      public class CartTestMoreTest { @Test public void adds() {} }
      """,
      "PricesTest.java": """
      package com.acme;
      import java.util.Arrays;
      import org.junit.*;
      import org.junit.runners.Parameterized;
      @org.junit.runner.RunWith(Parameterized.class) public class PricesTest {
        @Parameterized.Parameters public static Iterable<Object[]> prices() {
          return Arrays.asList(new Object[12][1]);
        }
        public PricesTest(Object price) {}
        @Test public void rounds() {}
      }
      """,
    ],
    setUp: "cp -as /usr/share/maven-repo repo && mkdir -p target/classes target/test-classes && "
      + "javac -encoding UTF-8 -cp /usr/share/java/junit4.jar -d target/test-classes *.java",
    run: """
      rm -rf target/surefire-reports
      xargs -d '\\n' mvn -q -o -Dmaven.repo.local=$(pwd)/repo \
        org.apache.maven.plugins:maven-surefire-plugin:2.22.3:test < $LIST || exit 1
      (echo '<testsuites>'; cat target/surefire-reports/*.xml | grep -v '^<?xml'
       echo '</testsuites>') > $REPORT
      """,
    quarantined: [
      "com.acme.CartTest::adds", "com.acme.CartTest::zählt", "com.acme.PricesTest::rounds[1]",
    ]
  )
}
