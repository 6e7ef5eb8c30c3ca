// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a call really comes from. Whoever calls may write any `X-Forwarded-For`; only what trusted
/// proxies added to its end is believed.
public final class ClientAddress {
  private final List<Network> trustedProxies;

  public ClientAddress(List<Network> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  /// The address of the first sender, from the near end of the way, that is not a trusted proxy.
  public String of(Context context) {
    String sender = context.req().getRemoteAddr();
    List<String> forwarded = forwarded(context);
    for (int i = forwarded.size() - 1; i >= 0 && isTrusted(sender); i--) {
      if (!isAddress(forwarded.get(i))) {
        break;
      }
      sender = forwarded.get(i);
    }
    return sender;
  }

  /// Whether the caller's connection is encrypted, to us or to a trusted proxy.
  public boolean isEncrypted(Context context) {
    String forwarded = context.header("X-Forwarded-Proto");
    return context.req().isSecure()
        || (forwarded != null
            && isTrusted(context.req().getRemoteAddr())
            && forwarded.strip().toLowerCase(Locale.ROOT).equals("https"));
  }

  private static List<String> forwarded(Context context) {
    List<String> all = new ArrayList<>();
    var headers = context.req().getHeaders("X-Forwarded-For");
    while (headers.hasMoreElements()) {
      for (String address : headers.nextElement().split(",", -1)) {
        all.add(address.strip());
      }
    }
    return all;
  }

  private boolean isTrusted(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return trustedProxies.stream().anyMatch(network -> network.contains(bytes));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
