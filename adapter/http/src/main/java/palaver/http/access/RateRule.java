// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

/// How often something may be done.
///
/// @param burst how often at once
/// @param perMinute how many come back each minute
public record RateRule(int burst, int perMinute) {
  public RateRule {
    if (burst < 1 || perMinute < 1) {
      throw new IllegalArgumentException("at least one is allowed");
    }
  }
}
