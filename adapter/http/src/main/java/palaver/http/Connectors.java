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

/// Makes the one connector of the server: HTTP, or HTTPS when there is a TLS context.
final class Connectors {
  private Connectors() {}

  static ServerConnector connector(Server server, HttpConfiguration http, HttpConfig config) {
    SSLContext tls = config.tls();
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, new HttpConnectionFactory(http))
            : new ServerConnector(server, tls(tls), encrypted(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
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
