// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.start.StartFailure;
import palaver.monitor.hook.HookTarget;
import palaver.store.Database;

@DisplayName("The options of `palaver server`: command line, environment, file, default")
@Timeout(60)
final class ServerOptionsTest {

  @TempDir Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();

  @Test
  void withoutAnyOptionTheDefaultsHold() throws StartFailure {
    assertThat(parse())
        .isEqualTo(
            new ServerOptions(
                "127.0.0.1",
                8080,
                null,
                10_000,
                Math.min(Runtime.getRuntime().availableProcessors(), 4),
                null,
                List.of(),
                List.of(),
                Path.of("./palaver-data"),
                null,
                new TlsChoice.Off(),
                MonitoringOptions.QUIET));
  }

  @Test
  void theCommandLineIsRead() throws StartFailure {
    ServerOptions options =
        parse(
            "--host=0.0.0.0",
            "--port=0",
            "--media-host=192.0.2.7",
            "--media-port=0",
            "--media-threads=3",
            "--public-address=203.0.113.9",
            "--allowed-origins=https://a.example,https://b.example",
            "--data=/srv/palaver",
            "--database=postgresql://ada:secret@db:5433/palaver",
            "--tls-cert=c.pem",
            "--tls-key=k.pem");

    assertThat(options)
        .isEqualTo(
            new ServerOptions(
                "0.0.0.0",
                0,
                "192.0.2.7",
                0,
                3,
                "203.0.113.9",
                List.of("https://a.example", "https://b.example"),
                List.of(),
                Path.of("/srv/palaver"),
                Database.Postgres.parse("postgresql://ada:secret@db:5433/palaver"),
                new TlsChoice.Files(Path.of("c.pem"), Path.of("k.pem")),
                MonitoringOptions.QUIET));
  }

  @Test
  void theEnvironmentComesBeforeTheFileAndTheCommandLineBeforeBoth() throws Exception {
    Path file = config("port: 1001\nmedia-port: 1002\nmedia-threads: 2\n");
    environment.put("PALAVER_SERVER_MEDIA_PORT", "2002");
    environment.put("PALAVER_SERVER_MEDIA_THREADS", "3");

    ServerOptions options = parse("--config", file.toString(), "--media-threads", "4");

    assertThat(options.port()).isEqualTo(1001);
    assertThat(options.mediaPort()).isEqualTo(2002);
    assertThat(options.mediaThreads()).isEqualTo(4);
  }

  @Test
  void webhooksAndTheErrorReporterAreReadAndTheirSecretsNotShown() throws StartFailure {
    environment.put("PALAVER_SERVER_ALERT_WEBHOOK_SECRET", "s3cret");
    environment.put("PALAVER_SERVER_SENTRY_DSN", "https://k3y@errors.example/7");

    MonitoringOptions told =
        parse("--alert-webhook=https://a.example/p4th,http://b.example", "--alert-webhook-private")
            .monitoring();

    assertThat(told.webhooks())
        .containsExactly(
            HookTarget.parse("https://a.example/p4th"), HookTarget.parse("http://b.example/"));
    assertThat(told.webhookSecret()).isEqualTo("s3cret");
    assertThat(told.privateWebhooks()).isTrue();
    assertThat(told.sentryDsn()).isEqualTo("https://k3y@errors.example/7");
    assertThat(told.toString()).doesNotContain("s3cret", "k3y", "p4th");
  }

  @Test
  void theFileMayBeNamedByTheEnvironmentAndHaveAServerSection() throws Exception {
    Path file =
        config(
            """
            server:
              allowed_origins: [https://a.example, https://b.example]
              tls-self-signed: true
            """);
    environment.put("PALAVER_SERVER_CONFIG", file.toString());

    ServerOptions options = parse();

    assertThat(options.allowedOrigins()).containsExactly("https://a.example", "https://b.example");
    assertThat(options.tls()).isEqualTo(new TlsChoice.SelfSigned());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1          | --prot",
        "--port nine       | --port",
        "--port 70000      | --port must be 0 to 65535, not 70000",
        "--media-port -2   | --media-port",
        "--media-port 65535 --media-threads 2 | --media-port 65535 leaves no room for 2 ports",
        "--media-threads 0 | --media-threads must be 1 to 64",
        "--tls-cert c.pem  | --tls-cert and --tls-key belong together",
        "--tls-cert c.pem --tls-key k.pem --tls-self-signed | exclude each other",
        "--alert-webhook ftp://x/ | --alert-webhook: a webhook is an http or https address",
        "--log-format xml  | --log-format",
        "extra             | extra",
        "--port            | --port",
        "--config none.yml | none.yml cannot be read",
      })
  void aWrongOptionIsOneLineAndExitCodeTwo(String arguments, String told) {
    Refusal refusal = refuse(arguments.strip().split(" +"));

    assertThat(refusal.exitCode()).isEqualTo(2);
    assertThat(refusal.lines()).singleElement().asString().startsWith("palaver: ").contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prot: 8080            | unknown name prot",
        "config: x.yml         | unknown name config",
        "kitchen: {port: 1}    | unknown section kitchen",
        "- 8080                | must have lines",
        "'port: [1'            | is not YAML",
        "port: many            | --port",
      })
  void aWrongFileIsOneLineAndExitCodeTwo(String content, String told) throws IOException {
    Refusal refusal = refuse("--config", config(content).toString());

    assertThat(refusal.exitCode()).isEqualTo(2);
    assertThat(refusal.lines()).singleElement().asString().startsWith("palaver: ").contains(told);
  }

  @Test
  void anEmptyFileIsFine() throws Exception {
    assertThat(parse("--config", config("# nothing yet\n").toString()).port()).isEqualTo(8080);
  }

  @Test
  void onlyAnAddressBeyondLoopbackWithoutTlsIsWarnedAbout() throws StartFailure {
    assertThat(ServerRun.microphonesAreRefused(parse())).isFalse();
    assertThat(ServerRun.microphonesAreRefused(parse("--host=::1"))).isFalse();
    assertThat(ServerRun.microphonesAreRefused(parse("--host=0.0.0.0"))).isTrue();
    assertThat(ServerRun.microphonesAreRefused(parse("--host=0.0.0.0", "--tls-self-signed")))
        .isFalse();
  }

  private Path config(String content) throws IOException {
    return Files.writeString(folder.resolve("palaver.yml"), content);
  }

  private ServerOptions parse(String... options) throws StartFailure {
    ServerCommand server = new ServerCommand();
    Cli.commandLine(server, environment, withCommand(options)).parseArgs(withCommand(options));
    return server.options();
  }

  private record Refusal(int exitCode, List<String> lines) {}

  private Refusal refuse(String... options) {
    StringWriter told = new StringWriter();
    int exitCode = Cli.run(environment, new PrintWriter(told, true), withCommand(options));
    return new Refusal(exitCode, told.toString().lines().toList());
  }

  private static String[] withCommand(String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "server";
    System.arraycopy(options, 0, all, 1, options.length);
    return all;
  }
}
