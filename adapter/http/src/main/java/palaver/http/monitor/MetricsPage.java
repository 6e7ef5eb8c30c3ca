// SPDX-License-Identifier: Apache-2.0
package palaver.http.monitor;

/// The server's figures as a page that Prometheus reads.
public interface MetricsPage {

  /// Made anew for each reader.
  byte[] page();

  String contentType();
}
