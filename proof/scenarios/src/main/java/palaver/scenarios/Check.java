// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

/// One rule that must hold, with how often it was looked at and how often it was broken.
public final class Check {
  private final String name;
  private long checks;
  private long violations;

  Check(String name) {
    this.name = name;
  }

  /// Looks once; a broken rule is an error of the run when `strict`.
  void see(boolean holds, boolean strict, java.util.function.Supplier<String> what) {
    checks++;
    if (!holds) {
      violations++;
      if (strict) {
        throw new AssertionError(name + ": " + what.get());
      }
    }
  }

  /// Looks once at a rule that holds: nothing is allocated.
  void pass() {
    checks++;
  }

  public String name() {
    return name;
  }

  public long checks() {
    return checks;
  }

  public long violations() {
    return violations;
  }
}
