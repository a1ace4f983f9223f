import Testing

@testable import StatisticsCore

@Suite("Code owners")
struct CodeOwnersTests {
  @Test(
    "GitHub's patterns match as its documentation and .gitignore say",
    arguments: [
      ("*", "a/b.c", true), ("*.js", "web/app/x.js", true), ("*.js", "x.jsx", false),
      ("/build/logs/", "build/logs/a/b.log", true), ("/build/logs/", "x/build/logs/a", false),
      ("docs/*", "docs/start.md", true), ("docs/*", "docs/app/trouble.md", false),
      ("docs/*", "x/docs/start.md", false), ("apps/", "x/apps/y/z", true), ("apps/", "apps", false),
      ("/docs/", "docs/a", true), ("/scripts", "scripts/a/b.sh", true),
      ("**/logs", "x/logs/y", true),
      ("**/logs", "logs", true), ("/apps/github", "apps/github/x", true), ("a/**/b", "a/b", true),
      ("a/**/b", "a/x/y/b/c", true), ("a/**", "a/x/y", true), ("a/**", "a", false),
      ("/*", "a", true), ("/*", "a/b", false), ("te?t.py", "x/test.py", true), ("?", "é", true),
      ("te?t.py", "tet.py", false), ("a[bc]", "ab", false), ("!a", "a", false),
      ("\\#a", "#a", false), (#"a\*"#, "a*", true), (#"a\*"#, "ab", false),
      (#"my\ file"#, "x/my file", true), ("Docs/", "docs/a", false), ("/", "a", false),
      ("a", "./a", true), ("a*b*c", "a1b2b3c", true), ("a*b*c", "a1b2b3", false),
    ]
  )
  func gitHubPatterns(pattern: String, path: String, matches: Bool) {
    let owners = CodeOwners("\(pattern) @owner", syntax: .gitHub).owners(of: path)
    #expect(owners == (matches ? ["@owner"] : []))
  }

  @Test(
    "GitLab's patterns match whole paths, and only a leading slash anchors them",
    arguments: [
      ("README.md", "x/README.md", true), ("/README.md", "x/README.md", false),
      ("docs/*", "x/docs/a.md", true), ("docs/*", "docs/x/a.md", false),
      ("/docs", "docs/a.md", false), ("/docs/", "docs/x/a.md", true), ("docs/", "x/docs/a", true),
      ("/docs/**/*.md", "docs/a.md", true), ("/docs/**/*.md", "docs/x/y/a.md", true),
      ("/docs/**", "docs/x/y", true), ("\\#file", "#file", true), ("*", "a/b/c", true),
    ]
  )
  func gitLabPatterns(pattern: String, path: String, matches: Bool) {
    let owners = CodeOwners("\(pattern) @owner", syntax: .gitLab).owners(of: path)
    #expect(owners == (matches ? ["@owner"] : []))
  }

  @Test("The last rule that matches wins, and one without owners takes them away")
  func lastWins() {
    let owners = CodeOwners(
      "\u{FEFF}# Owners\r\n*  @all docs@example.com  @all\r\n"
        + "/apps/ @org/apps # and nobody else @ghost\r\n/apps/free\r\n!/apps/x @no\r\n  \r\n"
        + "/slip no-owner"
    )
    #expect(owners.owners(of: "a.c") == ["@all", "docs@example.com"])
    #expect(owners.owners(of: "apps/x/a.c") == ["@org/apps"])
    #expect(owners.owners(of: "apps/free/a.c") == [])
    // GitHub skips a line that names what is no owner; the rule before it holds.
    #expect(owners.owners(of: "slip") == ["@all", "docs@example.com"])
    #expect(owners.owners(of: "") == [])
  }

  @Test("In GitLab's sections each has its say, with default owners, and namesakes are one")
  func sections() {
    let owners = CodeOwners(
      """
      *.md @writers
      [Backend][2] @back @back-two
      /api/
      /api/v1/ @v1
      ^[Docs] @docs
      *.md
      [BACKEND] @other
      /api/v1/a.md
      [Bare]
      /bare/
      """
    )
    #expect(owners.owners(of: "api/a.py") == ["@back", "@back-two"])
    #expect(owners.owners(of: "api/v1/b.md") == ["@writers", "@v1", "@docs"])
    #expect(owners.owners(of: "api/v1/a.md") == ["@writers", "@other", "@docs"])
    #expect(owners.owners(of: "bare/a.py") == [])
  }

  @Test("In GitLab's sections what is excluded has no owner there, whatever follows")
  func exclusions() {
    let owners = CodeOwners(
      """
      * @default
      !pom.xml # nobody
      pom.xml @late
      [Ruby] @ruby
      *.rb
      !/config/**/*.rb
      /config/routes.rb @ops
      """
    )
    #expect(owners.owners(of: "pom.xml") == [])
    #expect(owners.owners(of: "a/b.rb") == ["@default", "@ruby"])
    #expect(owners.owners(of: "config/routes.rb") == ["@default"])
    #expect(owners.owners(of: "config/x/routes.rb") == ["@default"])
  }

  @Test("GitLab has no comments behind a rule: the owners in them count, and roles are owners")
  func gitLabComments() {
    let owners = CodeOwners("* @a # not @b\n/x @@maintainer\n# @c", syntax: .gitLab)
    #expect(owners.owners(of: "a") == ["@a", "@b"])
    #expect(owners.owners(of: "x") == ["@@maintainer"])
  }

  @Test("A pattern made to be slow is answered, and one longer than any path is passed over")
  func hostile() {
    let stars = String(repeating: "*a", count: 1000) + "b"
    let folders = String(repeating: "**/a/", count: 500) + "b"
    let path = String(repeating: "a", count: 2000)
    let deep = String(repeating: "a/", count: 1000) + "c"
    let owners = CodeOwners("\(stars) @x\n\(folders) @y\n\(String(repeating: "*", count: 5000)) @z")
    #expect(owners.owners(of: path) == [])
    #expect(owners.owners(of: deep) == [])
  }
}
