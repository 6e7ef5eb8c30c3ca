// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Origins;

/// Who may use the page. It opens the node's microphone and shows what the channel wrote, so only
/// its own machine may, and no page of another site through the browser of that machine: neither by
/// calling from there, nor by a name of its own that leads here.
final class OwnMachine {

  private static final Origins OWN = new Origins(List.of());

  private OwnMachine() {}

  /// Whether a `Host` header is an address or `localhost`, which no other site can be called.
  static boolean isAddress(@Nullable String host) {
    String name = host == null ? "" : host.replaceFirst(":[0-9]+$", "");
    return name.equals("localhost") || name.matches("[0-9.]+") || name.matches("\\[[0-9a-f:.]+]");
  }

  static void requireAddress(Context context) {
    if (!isAddress(context.header("Host"))) {
      throw new ForbiddenResponse("Call this node by its address.");
    }
  }

  /// Judges a WebSocket before its upgrade.
  static void requirePage(Context context) {
    requireOwnPage(context);
    if (!isLoopback(context.ip())) {
      throw new ForbiddenResponse("The page works on the node's own machine only.");
    }
  }

  /// Judges the WebSocket of a handset's page, which may be anywhere, before its upgrade.
  static void requireOwnPage(Context context) {
    requireAddress(context);
    String origin = context.header("Origin");
    if (origin == null || !OWN.allows(origin, context.header("Host"))) {
      throw new ForbiddenResponse("Only the node's own page may do this.");
    }
  }

  static boolean isLoopback(String address) {
    try {
      return InetAddress.ofLiteral(address.replaceFirst("^\\[(.*)]$", "$1")).isLoopbackAddress();
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
