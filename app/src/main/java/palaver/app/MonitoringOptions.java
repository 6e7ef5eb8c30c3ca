// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.monitor.hook.HookTarget;

/// Whom the server tells of alerts and errors.
///
/// @param webhooks where alerts go
/// @param webhookSecret signs them, or null to use the one in the data folder
/// @param privateWebhooks whether they may go to addresses of the server's own network
/// @param sentryDsn where errors go, or null for nowhere; holds a key
record MonitoringOptions(
    List<HookTarget> webhooks,
    @Nullable String webhookSecret,
    boolean privateWebhooks,
    @Nullable String sentryDsn) {

  /// Nobody is told anything.
  static final MonitoringOptions QUIET = new MonitoringOptions(List.of(), null, false, null);

  MonitoringOptions {
    webhooks = List.copyOf(webhooks);
  }

  @Override
  public String toString() {
    return "MonitoringOptions[webhooks=" + webhooks + "]";
  }
}
