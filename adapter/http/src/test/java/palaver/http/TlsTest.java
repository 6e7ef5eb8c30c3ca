// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same server behind TLS.
class TlsTest {
  private static final String PASSWORD = "changeit";

  @Test
  void restPageAndSignalingWorkOverTls(@TempDir Path folder) throws Exception {
    SSLContext tls = context(keyStore(folder.resolve("key.p12")));
    try (ServerFixture fixture =
            new ServerFixture(config ->
                new HttpConfig(
                    config.host(),
                    0,
                    List.of(),
                    List.of(),
                    tls,
                    config.version(),
                    List.of(),
                    config.limits()));
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      String host = "127.0.0.1:" + fixture.port;
      HttpRequest guest =
          HttpRequest.newBuilder(URI.create("https://" + host + "/api/voice/guest"))
              .header("Origin", "https://" + host)
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(client.send(guest, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .header("Origin", "https://" + host)
              .buildAsync(
                  URI.create("wss://" + host + "/api/voice/signal"), new WebSocket.Listener() {})
              .join();
      assertThat(socket.isOutputClosed()).isFalse();
      socket.abort();
    }
  }

  private static KeyStore keyStore(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=palaver test",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    return store;
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
