// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.start.LogFormat;
import palaver.app.start.StartFailure;
import palaver.app.start.Version;
import palaver.http.access.Network;
import palaver.monitor.hook.HookTarget;
import palaver.store.Database;
import palaver.store.Retention;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `palaver server`.
@Command(
    name = "server",
    description = "Runs rooms that people join in the browser.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    footer = {
      "",
      "Each option can also be an environment variable (PALAVER_SERVER_MEDIA_PORT for --media-port)",
      "or a line of the file that --config names (media-port: 10000). The command line comes first,",
      "then the environment, then the file.",
      "",
      "Exit codes: 0 stopped as asked, 1 a defect, 2 wrong options or something in the way, such as",
      "a port in use."
    })
final class ServerCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Where pages and signaling listen (default: ${DEFAULT-VALUE}). Browsers refuse"
              + " microphones on any address but loopback without TLS.")
  String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Their TCP port, 0 for any free one (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--media-host",
      paramLabel = "ADDRESS",
      description =
          "Where media listens, and then the only address told to clients (default: all addresses"
              + " of this machine).")
  @Nullable String mediaHost;

  @Option(
      names = "--media-port",
      paramLabel = "PORT",
      defaultValue = "10000",
      description =
          "The first UDP port of media, one per media thread from there on; 0 for any free ones"
              + " (default: ${DEFAULT-VALUE}).")
  int mediaPort;

  @Option(
      names = "--media-threads",
      paramLabel = "COUNT",
      description = "Threads that carry media (default: one per core, at most 4).")
  int mediaThreads = Math.min(Runtime.getRuntime().availableProcessors(), 4);

  @Option(
      names = "--public-address",
      paramLabel = "ADDRESS",
      description =
          "The address at which clients reach media from outside, when a router translates it;"
              + " told to them first (default: none).")
  @Nullable String publicAddress;

  @Option(
      names = "--allowed-origins",
      paramLabel = "ORIGIN",
      split = ",",
      description =
          "Origins whose pages may use this server, such as https://example.org, with commas"
              + " between (default: the server's own).")
  List<String> allowedOrigins = List.of();

  @Option(
      names = "--trusted-proxies",
      paramLabel = "NETWORK",
      split = ",",
      description =
          "Addresses of proxies in front, such as 127.0.0.1 or 10.0.0.0/8, whose X-Forwarded-For"
              + " and X-Forwarded-Proto are believed, with commas between (default: none).")
  List<String> trustedProxies = List.of();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./palaver-data",
      description = "Where database and API key are (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("");

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "A PostgreSQL database, postgresql://user:password@host/name (default: a SQLite file in"
              + " the data folder). A password is better in PALAVER_SERVER_DATABASE or in the"
              + " configuration file than on the command line.")
  @Nullable String database;

  @Option(
      names = "--retention",
      paramLabel = "ROWS=DAYS",
      split = ",",
      description =
          "How many days rows about people are kept, 0 for ever, with commas between (default:"
              + " sessions=365,usage=365,chat=30,actions=730,sanctions=365,reports=365,audit=730,"
              + "people=365).")
  Map<String, Integer> retention = Map.of();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM file with the certificate chain; serves HTTPS (default: none).")
  @Nullable Path tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file with its private key (default: none).")
  @Nullable Path tlsKey;

  @Option(
      names = "--tls-self-signed",
      description =
          "Serve HTTPS with a certificate of our own making, which browsers warn about once"
              + " (default: off).")
  boolean tlsSelfSigned;

  @Option(
      names = "--alert-webhook",
      paramLabel = "URL",
      split = ",",
      description =
          "Addresses that get each alert as a signed POST, with commas between (default: none).")
  List<String> alertWebhooks = List.of();

  @Option(
      names = "--alert-webhook-secret",
      paramLabel = "SECRET",
      description =
          "What signs them; better in PALAVER_SERVER_ALERT_WEBHOOK_SECRET than on the command line"
              + " (default: one of our own making, in webhook-secret of the data folder).")
  @Nullable String alertWebhookSecret;

  @Option(
      names = "--alert-webhook-private",
      description =
          "Let webhooks go to private, loopback and link-local addresses too (default: off).")
  boolean alertWebhookPrivate;

  @Option(
      names = "--sentry-dsn",
      paramLabel = "DSN",
      description =
          "Where errors are reported to, in Sentry's protocol; better in PALAVER_SERVER_SENTRY_DSN"
              + " than on the command line (default: nowhere).")
  @Nullable String sentryDsn;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "The log on standard error: text or json (default: ${DEFAULT-VALUE}).")
  LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with any of these options (default: none).")
  @Nullable Path config;

  ServerOptions options() throws StartFailure {
    return new ServerOptions(
            host,
            port,
            mediaHost,
            mediaPort,
            mediaThreads,
            publicAddress,
            allowedOrigins,
            networks(),
            data,
            database(),
            tls(),
            monitoring(),
            retention())
        .checked();
  }

  private List<Network> networks() throws StartFailure {
    List<Network> networks = new ArrayList<>();
    for (String text : trustedProxies) {
      networks.add(
          Network.parse(text)
              .orElseThrow(() -> new StartFailure("--trusted-proxies: no network is " + text)));
    }
    return networks;
  }

  private @Nullable Database database() throws StartFailure {
    try {
      return database == null ? null : Database.Postgres.parse(database);
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure("--database: " + malformed.getMessage(), malformed);
    }
  }

  private MonitoringOptions monitoring() throws StartFailure {
    List<HookTarget> webhooks = new ArrayList<>();
    for (String text : alertWebhooks) {
      try {
        webhooks.add(HookTarget.parse(text));
      } catch (IllegalArgumentException malformed) {
        throw new StartFailure("--alert-webhook: " + malformed.getMessage(), malformed);
      }
    }
    return new MonitoringOptions(webhooks, alertWebhookSecret, alertWebhookPrivate, sentryDsn);
  }

  private Retention retention() throws StartFailure {
    try {
      return Retention.with(retention);
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure("--retention: " + malformed.getMessage(), malformed);
    }
  }

  private TlsChoice tls() throws StartFailure {
    if ((tlsCert == null) != (tlsKey == null)) {
      throw new StartFailure("--tls-cert and --tls-key belong together");
    }
    if (tlsCert != null && tlsKey != null) {
      if (tlsSelfSigned) {
        throw new StartFailure("--tls-self-signed and --tls-cert exclude each other");
      }
      return new TlsChoice.Files(tlsCert, tlsKey);
    }
    return tlsSelfSigned ? new TlsChoice.SelfSigned() : new TlsChoice.Off();
  }

  @Override
  public Integer call() throws Exception {
    logFormat.choose();
    return ServerRun.untilStopped(options(), spec.commandLine().getOut());
  }
}
