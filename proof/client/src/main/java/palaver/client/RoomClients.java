// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SecretSource;
import palaver.net.SystemSecrets;
import palaver.net.dtls.DtlsCertificate;

/// Makes room clients that share a certificate, an HTTP client and the clock of their talking.
public final class RoomClients implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RoomClients.class);

  private final HttpClient http = HttpClient.newHttpClient();
  private final DtlsCertificate certificate = DtlsCertificate.selfSigned();
  private final SecretSource secrets = new SystemSecrets();
  private final List<RoomClient> clients = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService pace =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("room-client-pace").daemon(true).factory());

  /// Starts the common clock: every client says one packet each 20 ms.
  public RoomClients() {
    var _ = pace.scheduleAtFixedRate(this::tick, 0, OpusFrames.FRAME_NS, TimeUnit.NANOSECONDS);
  }

  /// Joins a room. The client is there at once and connects in the background; it says nothing
  /// until [RoomClient#say].
  ///
  /// @throws JoinRefused when the server says no
  public RoomClient join(Invitation invitation) {
    RoomClient client = new RoomClient(http, certificate, secrets, invitation);
    clients.add(client);
    return client;
  }

  private void tick() {
    long nowNs = System.nanoTime();
    for (RoomClient client : clients) {
      try {
        client.tick(nowNs);
      } catch (RuntimeException e) {
        LOG.error("a room client failed", e);
        client.say(null);
      }
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
    clients.forEach(RoomClient::close);
    http.close();
  }
}
