// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.console.ConsoleSocket;
import palaver.app.start.StartFailure;
import palaver.identity.SecretBox;
import palaver.net.SystemSecrets;
import palaver.store.Store;
import palaver.store.StoreLimits;
import picocli.CommandLine;

/// `palaver admin`, with the server running and without.
final class AdminCommandTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  /// What a command printed, and its exit code.
  private record Ran(int exitCode, String out, String err) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAdminIsAddedAndGetsATokenThatCountsAsSecondFactor(boolean running) throws Exception {
    PalaverServer first = running ? PalaverServer.start(options()) : null;
    Files.createDirectories(folder);
    Ran added = admin(PASSWORD + "\n", "user", "add", "ada", "--role", "admin", "--password-stdin");
    assertThat(added.err()).isEqualTo("Added ada as admin.\n");
    assertThat(added.exitCode()).isZero();
    Ran token = admin("", "token", "ada");
    assertThat(token.out()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\n");
    assertThat(token.err()).contains("Valid until");
    try (PalaverServer server = first != null ? first : PalaverServer.start(options())) {
      String bearer = token.out().strip();
      assertThat(call(server, bearer, "GET", "/api/admin/accounts", "").body()).contains("\"ada\"");
      HttpResponse<String> key =
          call(
              server,
              bearer,
              "POST",
              "/api/admin/keys",
              "{\"name\":\"bot\",\"scopes\":[\"voice\"]}");
      assertThat(key.statusCode()).isEqualTo(200);
      assertThat(key.body()).doesNotContain("SECOND_FACTOR");
    }
  }

  @Test
  void theDataFolderMayBeNamedAnywhereOnTheLine() throws Exception {
    try (PalaverServer _ = PalaverServer.start(options())) {
      String data = folder.toString();
      assertThat(run("", "admin", "--data", data, "key", "list").out()).contains("first");
      assertThat(run("", "admin", "key", "--data", data, "list").out()).contains("first");
      assertThat(run("", "admin", "key", "list", "--data", data).out()).contains("first");
      assertThat(run("", "admin", "key", "list", "--data=" + data).out()).contains("first");
    }
  }

  @Test
  void keysAreAddedRotatedAndRevokedWhileTheServerRuns() throws Exception { // R052
    try (PalaverServer server = PalaverServer.start(options())) {
      Ran added = admin("", "key", "add", "bot", "--scope", "voice,tokens");
      String old = added.out().strip();
      assertThat(old).matches("[A-Za-z0-9_-]{43}");
      assertThat(rooms(server, old)).isEqualTo(200);
      String id = added.err().split(" ", -1)[1];

      String fresh = admin("", "key", "rotate", id, "--overlap-minutes", "5").out().strip();

      assertThat(rooms(server, old)).isEqualTo(200);
      assertThat(rooms(server, fresh)).isEqualTo(200);
      assertThat(admin("", "key", "revoke", id).exitCode()).isZero();
      assertThat(rooms(server, old)).isEqualTo(401);
      assertThat(rooms(server, fresh)).isEqualTo(200);
      Ran again = admin("", "key", "revoke", id);
      assertThat(again.exitCode()).isEqualTo(2);
      assertThat(again.err()).isEqualTo("palaver: There is no valid key of this id.\n");
      assertThat(admin("", "key", "add", "bot", "--scope", "roles").err())
          .contains("roles is none of: voice tracking tokens metrics");
    }
  }

  @Test
  void accountsAreListedChangedAndDisabled() throws Exception {
    Files.createDirectories(folder);
    admin(PASSWORD + "\n", "user", "add", "ada", "--role", "admin", "--password-stdin");
    admin(PASSWORD + "\n", "user", "add", "bob", "--role", "user", "--password-stdin");
    assertThat(admin("", "user", "role", "bob", "moderator").exitCode()).isZero();
    assertThat(admin("", "user", "list").out())
        .isEqualTo(
            "ada\tadmin\tactive\tno second factor\nbob\tmoderator\tactive\tno second factor\n");
    assertThat(admin("", "user", "disable", "ada").err())
        .isEqualTo("palaver: The server would have no admin any more.\n");
    assertThat(admin("", "user", "disable", "bob").exitCode()).isZero();
    assertThat(admin("", "token", "bob").err()).contains("There is no such account.");
    assertThat(admin("short\n", "user", "password", "ada", "--password-stdin").err())
        .contains("12 to 256 characters");
    assertThat(admin("", "user", "role", "ada", "king").err()).contains("king is none of");
  }

  @Test
  void theSocketIsItsOwnersOnlyAndGoesWithTheServer() throws Exception {
    Path socket = folder.resolve(ConsoleSocket.FILE);
    try (PalaverServer _ = PalaverServer.start(options())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void aSocketLeftBehindByACrashIsNoServer() throws Exception {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(ConsoleSocket.FILE));
    assertThat(admin("", "key", "list").exitCode()).isZero();
    try (PalaverServer _ = PalaverServer.start(options())) {
      assertThat(admin("", "key", "list").out()).contains("first");
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Ran ran = run("", "admin", "key", "list", "--data", folder.resolve("none").toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no data folder").contains("none");
  }

  @Test
  void theFirstAdminsLinkIsInAFileOfItsOwnerAndGoesWhenItWasUsed() throws Exception {
    Path file = folder.resolve(IdentityParts.FIRST_ADMIN_FILE);
    try (PalaverServer server = PalaverServer.start(options())) {
      String link = Files.readString(file).strip();
      assertThat(link)
          .isEqualTo(server.firstAdminLink())
          .startsWith(server.address() + "/first-admin#");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(call(server, "", "GET", "/first-admin", "").statusCode()).isEqualTo(200);
      String body =
          "{\"link\":\""
              + link.substring(link.indexOf('#') + 1)
              + "\",\"name\":\"ada\",\"password\":\""
              + PASSWORD
              + "\"}";
      assertThat(call(server, "", "POST", "/api/first-admin", body).statusCode()).isEqualTo(200);
      assertThat(file).doesNotExist();
      assertThat(call(server, "", "POST", "/api/first-admin", body).statusCode()).isEqualTo(403);
    }
    try (PalaverServer server = PalaverServer.start(options())) {
      assertThat(server.firstAdminLink()).isNull();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void tokensOutliveARestartAndOneChangeOfTheSigningKey() throws Exception {
    SystemSecrets secrets = new SystemSecrets();
    SecretBox box = new SecretBox(secrets.bytes(SecretBox.KEY_BYTES), secrets);
    InstantSource clock = InstantSource.system();
    try (Store store = Store.open(folder.resolve("keys.db"), clock, StoreLimits.DEFAULT)) {
      TokenKeyring keyring = TokenKeyring.open(store.tokenKeys(), box, secrets, clock);
      String first = store.tokenKeys().newest().join().getFirst().keyId();
      TokenKeyring.open(store.tokenKeys(), box, secrets, clock);
      assertThat(store.tokenKeys().newest().join()).hasSize(1);
      keyring.rotate();
      assertThat(store.tokenKeys().newest().join())
          .hasSize(2)
          .extracting(row -> row.keyId())
          .contains(first);
      keyring.rotate();
      assertThat(store.tokenKeys().newest().join())
          .extracting(row -> row.keyId())
          .doesNotContain(first);
      SecretBox other = new SecretBox(secrets.bytes(SecretBox.KEY_BYTES), secrets);
      TokenKeyring.open(store.tokenKeys(), other, secrets, clock);
      assertThat(store.tokenKeys().newest().join()).hasSize(2);
    }
  }

  @Test
  void theConsoleRefusesWhatItDoesNotUnderstand() {
    AdminConsole console = new AdminConsole();
    console.register("twice", _ -> ConsoleAnswer.done("done"));
    assertThat(AdminConsole.read(console.answer("not json")).ok()).isFalse();
    assertThat(AdminConsole.read(console.answer("{\"command\":\"other\"}")).remarks())
        .containsExactly("this server knows no command other");
    assertThat(AdminConsole.read(console.answer("{\"command\":\"twice\"}")).ok()).isTrue();
    assertThatThrownBy(() -> console.register("twice", _ -> ConsoleAnswer.done("")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private int rooms(PalaverServer server, String key) throws Exception {
    return call(server, key, "GET", "/api/voice/rooms/materie", "").statusCode();
  }

  private HttpResponse<String> call(
      PalaverServer server, String bearer, String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Ran admin(String stdin, String... command) {
    List<String> line = new ArrayList<>(List.of("admin"));
    line.addAll(List.of(command));
    line.add("--data");
    line.add(folder.toString());
    return run(stdin, line.toArray(String[]::new));
  }

  private static Ran run(String stdin, String... line) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(stdin.getBytes(UTF_8)));
    try {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      CommandLine command = Cli.commandLine(new ServerCommand(), Map.of(), line);
      command.setOut(new PrintWriter(out));
      command.setErr(new PrintWriter(err));
      int exitCode = command.execute(line);
      return new Ran(exitCode, out.toString(), err.toString());
    } catch (StartFailure failure) {
      throw new AssertionError(failure);
    } finally {
      System.setIn(before);
    }
  }

  private ServerOptions options() {
    return new ServerOptions(
        "127.0.0.1",
        0,
        "127.0.0.1",
        0,
        1,
        null,
        List.of(),
        List.of(),
        folder,
        null,
        new TlsChoice.Off(),
        MonitoringOptions.QUIET);
  }
}
