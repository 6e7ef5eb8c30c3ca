// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.http.monitor.MetricsPage;
import palaver.identity.Permission;
import palaver.identity.Scope;

/// `GET /metrics`: for admins, for programs whose key may read metrics, and for whoever runs on
/// this machine. A page in a browser of this machine is nobody of those, nor is a call that a proxy
/// hands on without being trusted: from outside both look local.
public final class MetricsCall {
  private static final List<String> SIGNS_OF_A_PROXY =
      List.of("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP");
  private static final List<String> SIGNS_OF_A_BROWSER = List.of("Origin", "Sec-Fetch-Site");

  private final Doorman doorman;
  private final MetricsPage metrics;

  public MetricsCall(Doorman doorman, MetricsPage metrics) {
    this.doorman = doorman;
    this.metrics = metrics;
  }

  public void handle(Context context) {
    if (Doorman.authorization(context) != null || !isLocal(context)) {
      doorman.requireOrKey(context, Permission.METRICS_READ, Scope.METRICS);
    }
    context
        .contentType(metrics.contentType())
        .header("Cache-Control", "no-store")
        .result(metrics.page());
  }

  private static boolean isLocal(Context context) {
    return isLoopback(context.req().getRemoteAddr())
        && isLocalName(context.host())
        && SIGNS_OF_A_PROXY.stream().allMatch(name -> context.header(name) == null)
        && SIGNS_OF_A_BROWSER.stream().allMatch(name -> context.header(name) == null);
  }

  /// Whether the caller means this machine: a name of elsewhere that points here does not.
  private static boolean isLocalName(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.replaceFirst(":\\d+$", "");
    return name.equals("localhost") || isLoopback(name.replaceAll("^\\[|]$", ""));
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
