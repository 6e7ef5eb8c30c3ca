// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.start.StartFailure;
import palaver.base.Bytes;
import palaver.base.Outbox;
import palaver.net.SystemSecrets;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioNodeHooks;
import palaver.net.radio.RadioSocket;
import palaver.radio.JoiningNode;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.wire.radio.PeerAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A device at the door of a channel, with an invite or with nothing but a wish. It asks until it
/// is in, or the process ends.
public final class RadioKnock implements RadioNodeHooks {

  private static final Logger LOG = LoggerFactory.getLogger(RadioKnock.class);
  private static final long LISTEN_MS = 2_000;

  private final RadioGround ground;
  private final RadioHome home;
  private final RadioOptions options;
  private final String channel;
  private final CompletableFuture<RadioEvent.Joined> joined = new CompletableFuture<>();
  private final CompletableFuture<Boolean> heard = new CompletableFuture<>();
  private volatile String words = "";

  private RadioKnock(RadioGround ground, RadioOptions options, String channel) {
    this.ground = ground;
    home = ground.home();
    this.options = options;
    this.channel = channel;
  }

  /// What a device is a member of from now on.
  ///
  /// @param hosts where members are that can be called first
  public record Entered(ChannelName channel, List<PeerAddress> hosts) {}

  /// Waits until this device is a member.
  ///
  /// @param entry the own entry made with the invite's secret
  static Entered enter(RadioGround ground, RadioOptions options, InviteToken token, Bytes entry)
      throws IOException, StartFailure {
    RadioKnock knock = new RadioKnock(ground, options, token.channel().name());
    knock.heard.complete(true);
    RadioEvent.Joined in = knock.ask(token.channel().key(), entry);
    ground.home().files().membership(List.of(), token.entries());
    return knock.keep(Objects.requireNonNull(in));
  }

  /// Waits until an operator has let this device in, who has compared the four words; null when
  /// nothing of the channel is heard within two seconds. Where DNS-SD has found nodes of it by
  /// then, they get two seconds more to answer.
  static @Nullable Entered knock(RadioGround ground, RadioOptions options)
      throws IOException, StartFailure {
    RadioKnock knock = new RadioKnock(ground, options, options.channel());
    RadioEvent.Joined in = knock.ask(null, null);
    return in == null ? null : knock.keep(in);
  }

  private RadioEvent.@Nullable Joined ask(@Nullable Bytes channelKey, @Nullable Bytes entry)
      throws IOException, StartFailure {
    RadioSocket socket = RadioEntrance.socket(options);
    RadioClocks clocks = RadioClocks.system();
    JoiningNode node =
        new JoiningNode(
            RadioConfigs.next(home, options, channel, socket.all()),
            home.identity(),
            channelKey,
            entry,
            socket.directory(),
            new SystemSecrets());
    AdminConsole commands = new AdminConsole();
    commands.register("status", this::status);
    ground.control().answeredBy(commands);
    try (RadioDriver<RadioCommand, RadioEvent> driver =
        new RadioDriver<>(options.network(), socket, clocks, node, this)) {
      driver.lookFor(ChannelNumber.of(channel).key());
      driver.start();
      driver.command(new RadioCommand.Start(clocks.epochMs()));
      boolean there = isHeard() || (driver.figures().dnsSdNodes() > 0 && isHeard());
      if (!there) {
        return null;
      }
      LOG.info("asking to be let into the channel {}", channel);
      return joined.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StartFailure("stopped before the channel let this device in", stopped);
    } catch (ExecutionException failure) {
      throw new StartFailure("the node cannot go on: " + failure.getCause(), failure);
    } finally {
      ground.control().answeredBy(null);
    }
  }

  /// Whether anything of the channel is heard before two seconds are over.
  private boolean isHeard() throws InterruptedException, ExecutionException {
    try {
      return heard.get(LISTEN_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException silence) {
      return false;
    }
  }

  private Entered keep(RadioEvent.Joined in) throws IOException {
    home.files().membership(in.certificates(), List.of(in.entry()));
    home.files().membership(List.of(), in.others());
    ChannelName name = new ChannelName(in.channelKey(), channel);
    home.files().channel(name);
    return new Entered(name, in.hosts());
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
  public void sources(long nowNs, Outbox<RadioEvent> outbox) {}

  @Override
  public void event(RadioEvent event) {
    switch (event) {
      case RadioEvent.ChannelHeard _ -> heard.complete(true);
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
    heard.completeExceptionally(failure);
    joined.completeExceptionally(failure);
  }
}
