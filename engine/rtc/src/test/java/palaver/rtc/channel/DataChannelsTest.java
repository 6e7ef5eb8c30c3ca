// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import palaver.base.Datagram;
import palaver.base.Outbox;

/// Two peers with channels and a perfect path between them.
class DataChannelsTest {

  private static final int CLIENT = 0;
  private static final int SERVER = 1;
  private static final ChannelOptions PLAIN = ChannelOptions.RELIABLE;

  private record Got(int at, int channel, boolean text, String words) {}

  private record Sent(int to, byte[] bytes) {}

  private final List<Got> got = new ArrayList<>();
  private final List<List<ChannelEvent>> events = List.of(new ArrayList<>(), new ArrayList<>());
  private final DataChannels[] peers = {peer(CLIENT), peer(SERVER)};
  private final Outbox<ChannelEvent> outbox = new Outbox<>(64, 64 * 1_600);
  private final ArrayDeque<Sent> path = new ArrayDeque<>();
  private final Datagram datagram = new Datagram();

  private DataChannels peer(int end) {
    return new DataChannels(
        ChannelLimits.DEFAULT,
        end == CLIENT,
        new SplittableRandom(end)::nextBytes,
        (_, channel, text, bytes, offset, length) ->
            got.add(
                new Got(
                    end,
                    channel,
                    text,
                    new String(bytes, offset, length, StandardCharsets.UTF_8))));
  }

  private void command(int end, ChannelCommand command) {
    peers[end].onCommand(0, command, outbox);
    settle(end);
  }

  private boolean send(int end, int channel, boolean text, String words) {
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    boolean taken = peers[end].send(0, channel, text, bytes, 0, bytes.length, outbox);
    settle(end);
    return taken;
  }

  private void settle(int end) {
    drain(end);
    while (!path.isEmpty()) {
      Sent next = path.remove();
      datagram.set(next.bytes(), 0, next.bytes().length, 0);
      peers[next.to()].onDatagram(0, datagram, outbox);
      drain(next.to());
    }
  }

  private void drain(int from) {
    for (int i = 0; i < outbox.datagramCount(); i++) {
      int at = outbox.offset(i);
      path.add(new Sent(1 - from, Arrays.copyOfRange(outbox.bytes(), at, at + outbox.length(i))));
    }
    events.get(from).addAll(outbox.events());
    outbox.clear();
  }

  private void connect() {
    command(CLIENT, new ChannelCommand.Connect());
    assertThat(events.get(CLIENT)).containsExactly(new ChannelEvent.Connected());
    assertThat(events.get(SERVER)).containsExactly(new ChannelEvent.Connected());
    events.forEach(List::clear);
  }

  /// R205. Order and reliability are chosen per channel, and the other end learns them.
  @Test
  void theOtherEndLearnsWhatAChannelPromises() {
    connect();
    List<ChannelOptions> all =
        List.of(
            PLAIN,
            ChannelOptions.VOICE,
            new ChannelOptions(false, ChannelOptions.UNLIMITED, 150),
            new ChannelOptions(true, 3, ChannelOptions.UNLIMITED));
    for (ChannelOptions options : all) {
      command(CLIENT, new ChannelCommand.Open("név", "p", options));
    }
    assertThat(events.get(SERVER))
        .containsExactly(
            new ChannelEvent.Opened(0, "név", "p", all.get(0)),
            new ChannelEvent.Opened(2, "név", "p", all.get(1)),
            new ChannelEvent.Opened(4, "név", "p", all.get(2)),
            new ChannelEvent.Opened(6, "név", "p", all.get(3)));
    assertThat(events.get(CLIENT)).isEqualTo(events.get(SERVER));
  }

  @Test
  void textAndBytesAndNothingAtAllAreMessages() {
    connect();
    command(SERVER, new ChannelCommand.Open("chat", "", PLAIN));
    assertThat(send(SERVER, 1, true, "hello")).isTrue();
    assertThat(send(CLIENT, 1, false, "bytes")).isTrue();
    assertThat(send(CLIENT, 1, true, "")).isTrue();
    assertThat(send(CLIENT, 1, false, "")).isTrue();
    assertThat(got)
        .containsExactly(
            new Got(CLIENT, 1, true, "hello"),
            new Got(SERVER, 1, false, "bytes"),
            new Got(SERVER, 1, true, ""),
            new Got(SERVER, 1, false, ""));
  }

  @Test
  void aChannelMayBeAskedForBeforeTheAssociationStands() {
    command(CLIENT, new ChannelCommand.Open("early", "", PLAIN));
    assertThat(send(CLIENT, 0, true, "too early")).isFalse();
    command(CLIENT, new ChannelCommand.Connect());
    assertThat(events.get(SERVER)).contains(new ChannelEvent.Opened(0, "early", "", PLAIN));
    assertThat(send(CLIENT, 0, true, "now")).isTrue();
    assertThat(send(CLIENT, -1, true, "nowhere")).isFalse();
    assertThat(send(CLIENT, 64, true, "nowhere")).isFalse();
    assertThat(got).hasSize(1);
  }

  @Test
  void namesThatAreTooLongAndChannelsThatAreTooManyAreRefused() {
    connect();
    command(CLIENT, new ChannelCommand.Open("x".repeat(257), "", PLAIN));
    assertThat(events.get(CLIENT)).containsExactly(new ChannelEvent.Refused("x".repeat(257)));
    for (int i = 0; i < 33; i++) {
      command(CLIENT, new ChannelCommand.Open("c" + i, "", PLAIN));
    }
    assertThat(events.get(CLIENT)).hasSize(34).last().isEqualTo(new ChannelEvent.Refused("c32"));
  }

  @Test
  void closingEndsItForBoth() {
    connect();
    command(CLIENT, new ChannelCommand.Close());
    assertThat(events.get(CLIENT)).containsExactly(new ChannelEvent.Lost());
    assertThat(events.get(SERVER)).containsExactly(new ChannelEvent.Lost());
    command(CLIENT, new ChannelCommand.Open("late", "", PLAIN));
    peers[CLIENT].onDeadline(0, outbox);
    assertThat(send(CLIENT, 0, true, "late")).isFalse();
    assertThat(peers[CLIENT].nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anOpeningThatIsNoneIsRefused() {
    byte[] open = Objects.requireNonNull(new OpenMessage("a", "b", ChannelOptions.VOICE).encode());
    assertThat(OpenMessage.parse(open, 0, open.length)).isNotNull();
    assertThat(OpenMessage.parse(open, 0, open.length - 1)).isNull();
    assertThat(OpenMessage.parse(open, 0, 11)).isNull();
    open[1] = 0x7f;
    assertThat(OpenMessage.parse(open, 0, open.length)).isNull();
    open[1] = 0;
    open[0] = 9;
    assertThat(OpenMessage.parse(open, 0, open.length)).isNull();
    assertThat(peers[CLIENT].refusedMessages()).isZero();
    assertThat(peers[CLIENT].association().packetsSent()).isZero();
  }
}
