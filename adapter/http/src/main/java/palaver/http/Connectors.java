// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/// Makes the one connector of a server: HTTP, or HTTPS when there is a TLS context.
public final class Connectors {
  private Connectors() {}

  static ServerConnector connector(Server server, HttpConfiguration http, HttpConfig config) {
    return connector(server, http, config.tls(), config.host(), config.port());
  }

  /// The connector at an address.
  ///
  /// @param tls null for HTTP
  public static ServerConnector connector(
      Server server, HttpConfiguration http, @Nullable SSLContext tls, String host, int port) {
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, new HttpConnectionFactory(http))
            : new ServerConnector(server, tls(tls), encrypted(http));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  private static ConnectionFactory tls(SSLContext context) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(context);
    return new SslConnectionFactory(factory, "http/1.1");
  }

  /// HTTP behind TLS. Names are not compared with the certificate: people reach one server by many.
  private static ConnectionFactory encrypted(HttpConfiguration http) {
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new HttpConnectionFactory(http);
  }
}
