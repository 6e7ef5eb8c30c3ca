// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import palaver.http.access.Network;
import palaver.store.Database;
import palaver.store.Retention;

/// What a server is started with.
///
/// @param host where HTTP listens
/// @param port the HTTP port, 0 for any free one
/// @param mediaHost where media listens and the only address told to clients, or null for all
/// @param mediaPort the first of one UDP port per media thread, 0 for any free ones
/// @param publicAddress told to clients first, or null
/// @param trustedProxies whose word about a caller's address is believed
/// @param database the PostgreSQL database to use, or null for a SQLite file in the data folder
/// @param monitoring whom it tells of alerts and errors
/// @param retention how long rows about people are kept
/// @param allowedOrigins origins whose pages may call; empty allows the server's own
record ServerOptions(
    String host,
    int port,
    @Nullable String mediaHost,
    int mediaPort,
    int mediaThreads,
    @Nullable String publicAddress,
    List<String> allowedOrigins,
    List<Network> trustedProxies,
    Path data,
    @Nullable Database database,
    TlsChoice tls,
    MonitoringOptions monitoring,
    Retention retention) {

  private static final int PORT_MAX = 65_535;
  private static final int MEDIA_THREADS_MAX = 64;

  ServerOptions {
    allowedOrigins = List.copyOf(allowedOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /// Options with the retention that holds when nobody says otherwise.
  ServerOptions(
      String host,
      int port,
      @Nullable String mediaHost,
      int mediaPort,
      int mediaThreads,
      @Nullable String publicAddress,
      List<String> allowedOrigins,
      List<Network> trustedProxies,
      Path data,
      @Nullable Database database,
      TlsChoice tls,
      MonitoringOptions monitoring) {
    this(
        host,
        port,
        mediaHost,
        mediaPort,
        mediaThreads,
        publicAddress,
        allowedOrigins,
        trustedProxies,
        data,
        database,
        tls,
        monitoring,
        Retention.defaults());
  }

  /// What speaks TLS, if anything does.
  sealed interface TlsChoice {
    record Off() implements TlsChoice {}

    record SelfSigned() implements TlsChoice {}

    record Files(Path certificate, Path key) implements TlsChoice {}
  }

  /// These options, if they can be met at all.
  ServerOptions checked() throws StartFailure {
    requirePort("--port", port);
    requirePort("--media-port", mediaPort);
    if (mediaThreads < 1 || mediaThreads > MEDIA_THREADS_MAX) {
      throw new StartFailure("--media-threads must be 1 to " + MEDIA_THREADS_MAX);
    }
    if (mediaPort > 0 && mediaPort + mediaThreads - 1 > PORT_MAX) {
      throw new StartFailure(
          "--media-port " + mediaPort + " leaves no room for " + mediaThreads + " ports");
    }
    return this;
  }

  private static void requirePort(String option, int port) throws StartFailure {
    if (port < 0 || port > PORT_MAX) {
      throw new StartFailure(option + " must be 0 to " + PORT_MAX + ", not " + port);
    }
  }
}
