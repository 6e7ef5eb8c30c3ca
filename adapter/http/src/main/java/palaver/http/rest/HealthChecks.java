// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

/// The port to the health of the parts that HTTP does not own.
@FunctionalInterface
public interface HealthChecks {

  /// Whether every media thread runs and its socket is open.
  boolean mediaRunning();
}
