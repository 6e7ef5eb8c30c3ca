// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Bytes;
import palaver.base.Outbox;
import palaver.net.SystemSecrets;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioSocket;
import palaver.radio.JoiningNode;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A device at the door of a channel, with an invite. It asks until it is in, or the process ends.
final class RadioKnock implements RadioDriver.Hooks<RadioCommand, RadioEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(RadioKnock.class);

  private final RadioHome home;
  private final RadioOptions options;
  private final InviteToken token;
  private final String channel;
  private final CompletableFuture<RadioEvent.Joined> joined = new CompletableFuture<>();
  private volatile String words = "";

  private RadioKnock(RadioHome home, RadioOptions options, InviteToken token) {
    this.home = home;
    this.options = options;
    this.token = token;
    channel = token.channel().name();
  }

  /// Waits until this device is a member.
  ///
  /// @param entry the own entry made with the invite's secret
  static ChannelName enter(RadioHome home, RadioOptions options, InviteToken token, Bytes entry)
      throws IOException, StartFailure {
    String channel = token.channel().name();
    RadioKnock knock = new RadioKnock(home, options, token);
    RadioSocket socket = RadioEntrance.socket(options);
    RadioClocks clocks = RadioClocks.system();
    JoiningNode node =
        new JoiningNode(
            RadioConfigs.next(home, options, channel, socket.all()),
            home.identity(),
            token.channel().key(),
            entry,
            new SystemSecrets());
    AdminConsole commands = new AdminConsole();
    commands.register("status", knock::status);
    ConsoleSocket console = ConsoleSocket.open(home.folder(), commands);
    try (RadioDriver<RadioCommand, RadioEvent> driver =
        new RadioDriver<>(options.network(), socket, clocks, node, knock)) {
      LOG.info("asking to be let into the channel {}", channel);
      driver.start();
      driver.command(new RadioCommand.Start(clocks.epochMs()));
      return knock.keep(knock.joined.get());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StartFailure("stopped before the channel let this device in", stopped);
    } catch (ExecutionException failure) {
      throw new StartFailure("the node cannot go on: " + failure.getCause(), failure);
    } finally {
      if (console != null) {
        console.close();
      }
    }
  }

  private ChannelName keep(RadioEvent.Joined in) throws IOException {
    home.files().membership(in.certificates(), List.of(in.entry()));
    home.files().membership(List.of(), in.others());
    home.files().membership(List.of(), token.entries());
    home.files().channel(token.channel());
    return token.channel();
  }

  private ConsoleAnswer status(JsonNode arguments) {
    if (arguments.path("json").asBoolean(false)) {
      String json =
          JsonNodeFactory.instance
              .objectNode()
              .put("node_id", home.identity().node().toString())
              .put("name", options.name())
              .put("channel", channel)
              .put("role", "knocking")
              .put("state", "knocking")
              .put("words", words)
              .toString();
      return new ConsoleAnswer(true, List.of(json), List.of());
    }
    String seen = words.isEmpty() ? "nobody has answered yet" : "compare these words: " + words;
    return new ConsoleAnswer(
        true, List.of("channel  " + channel, "role     knocking", "knock    " + seen), List.of());
  }

  @Override
  public RadioCommand resumed(long gapNs) {
    return new RadioCommand.Resumed(gapNs);
  }

  @Override
  public RadioCommand wallClock(long epochMs) {
    return new RadioCommand.WallClock(epochMs);
  }

  @Override
  public void sources(long nowNs, Outbox<RadioEvent> outbox) {}

  @Override
  public void event(RadioEvent event) {
    switch (event) {
      case RadioEvent.JoinPending(String shown) -> {
        words = shown;
        LOG.info("an operator has to approve this device; both sides show: {}", shown);
      }
      case RadioEvent.JoinRefused(var cause) ->
          LOG.warn(
              "not let in: {}; asking goes on",
              cause.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      case RadioEvent.Joined in -> joined.complete(in);
      default -> LOG.debug("{}", event);
    }
  }

  @Override
  public void failed(Throwable failure) {
    joined.completeExceptionally(failure);
  }
}
