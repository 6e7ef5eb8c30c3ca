// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.app.start.StartFailure;
import picocli.CommandLine;

@DisplayName("What the command says about itself")
final class HelpTest {

  @ParameterizedTest
  @CsvSource({
    "--host, 127.0.0.1",
    "--port, 8080",
    "--media-host, all addresses",
    "--media-port, 10000",
    "--media-threads, at most 4",
    "--public-address, none",
    "--allowed-origins, the server's own",
    "--trusted-proxies, none",
    "--data, ./palaver-data",
    "--tls-cert, none",
    "--tls-key, none",
    "--tls-self-signed, off",
    "--alert-webhook, none",
    "--alert-webhook-secret, webhook-secret",
    "--alert-webhook-private, off",
    "--sentry-dsn, nowhere",
    "--log-format, text",
    "--config, none",
  })
  void helpHasEveryOptionWithItsDefault(String option, String standard) throws StartFailure {
    String help = said("server", "--help").replaceAll("\\s+", " ");

    assertThat(help).containsPattern("\\Q" + option + "\\E\\b[^(]*\\(default: [^)]*\\Q" + standard);
  }

  @Test
  void theVersionIsTheBuilds() throws StartFailure {
    assertThat(said("--version")).matches("palaver \\d+\\.\\d+\\.\\d+.*\\s+");
  }

  private static String said(String... args) throws StartFailure {
    StringWriter out = new StringWriter();
    CommandLine line = Cli.commandLine(new ServerCommand(), Map.of(), args);
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute(args)).isZero();
    return out.toString();
  }
}
