// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Network;

/// How the HTTP side is set up.
///
/// @param host the address to listen on
/// @param port the port, 0 for any free one
/// @param allowedOrigins the only origins whose pages may call, such as `https://example.org`;
///   empty allows the server's own origin
/// @param trustedProxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
/// @param tls serve HTTPS with this context, or HTTP when null
/// @param version the version that health and OpenAPI state
/// @param features the names in health's `features`
public record HttpConfig(
    String host,
    int port,
    List<String> allowedOrigins,
    List<Network> trustedProxies,
    @Nullable SSLContext tls,
    String version,
    List<String> features,
    HttpLimits limits) {

  public HttpConfig {
    allowedOrigins = List.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    features = List.copyOf(features);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  /// Plain HTTP for the server's own origin with the default limits.
  public static HttpConfig plain(String host, int port, String version) {
    return new HttpConfig(
        host, port, List.of(), List.of(), null, version, List.of(), HttpLimits.defaults());
  }
}
