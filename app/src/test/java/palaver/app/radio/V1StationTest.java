// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.radio.entrance.JoinToken;
import palaver.app.radio.entrance.RadioHome;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.radio.entrance.RadioProtocol;
import palaver.app.radio.health.RadioSnapshot;
import palaver.app.radio.voice.RadioRecorder;
import palaver.app.radio.voice.RadioVoice;
import palaver.app.radio.voice.SoundOptions;
import palaver.app.start.StartFailure;
import palaver.audio.file.Sound;
import palaver.audio.source.ToneSource;
import palaver.net.radio.PeerName;
import palaver.net.radio.RadioNetwork;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues.Change;
import palaver.trust.member.Rights;
import palaver.wire.radio.SettingsMessage.Outcome;

/// A node of protocol v1 and two of v2 in this process at loopback.
@Timeout(90)
final class V1StationTest {

  private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(30);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Sound TONE = new Sound(48_000, 1, new ToneSource(-12, 440).take(96_000));

  @TempDir Path folder;

  private RadioOptions options(String name, RadioProtocol protocol, int port, int... peers) {
    List<PeerName> names =
        Arrays.stream(peers).mapToObj(peer -> new PeerName("127.0.0.1", peer)).toList();
    return new RadioOptions(
        "Kitchen",
        name,
        folder.resolve(name),
        new RadioNetwork(HERE, port, RadioNetwork.DISCOVERY_PORT, false, names),
        0,
        new InetSocketAddress(HERE, 0),
        null,
        SoundOptions.NONE,
        protocol,
        null);
  }

  private static RadioOptions joining(RadioOptions plain, String token) {
    return new RadioOptions(
        plain.channel(),
        plain.name(),
        plain.data(),
        plain.network(),
        plain.priority(),
        plain.http(),
        token,
        plain.sound(),
        plain.protocol(),
        plain.handsets());
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
      return socket.getLocalPort();
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long startNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - startNs).as(what).isLessThan(WAIT_NS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static int loud(Sound sound) {
    int loud = 0;
    for (short sample : sound.pcm()) {
      loud += Math.abs(sample) > 3_000 ? 1 : 0;
    }
    return loud;
  }

  private static CompletableFuture<@Nullable String> said(CheckedSay say) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return say.say();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        },
        Thread::startVirtualThread);
  }

  private interface CheckedSay {
    @Nullable String say() throws InterruptedException;
  }

  private static void openWindow(RadioStation operator) throws InterruptedException {
    var open = new RadioCommand.ChangeSettings(List.of(new Change(Setting.V1_WINDOW, 1)));
    assertThat(operator.ask(open))
        .isInstanceOfSatisfying(
            RadioEvent.SettingsAnswered.class,
            answer -> assertThat(answer.outcome()).isIn(Outcome.APPLIED, Outcome.STORED));
  }

  private static boolean agreed(RadioStation one, RadioStation two) {
    return one.snapshot().leader() != null
        && one.snapshot().leader().equals(two.snapshot().leader())
        && one.snapshot().aliveCount() == 2
        && two.snapshot().aliveCount() == 2;
  }

  private RadioStation grace(RadioStation ada, int port) throws StartFailure {
    RadioOptions plain = options("Grace", RadioProtocol.BOTH, 0, port);
    long untilMs = System.currentTimeMillis() + TimeUnit.DAYS.toMillis(1);
    JoinToken token =
        ada.passes().admit(RadioHome.deviceKeys(plain.data()), "Grace", Rights.TALKER, untilMs);
    return RadioStation.start(joining(plain, token.text()), () -> {});
  }

  @Test
  void aNodeOfV1TalksWithNodesOfV2InBothDirectionsAndTheFloorIsRespected() throws Exception {
    int port = freePort();
    int oldPort = freePort();
    try (RadioStation ada =
            RadioStation.start(options("Ada", RadioProtocol.BOTH, port, oldPort), () -> {});
        RadioStation grace = grace(ada, port);
        V1Station old =
            V1Station.start(options("Old", RadioProtocol.V1, oldPort, port), () -> {})) {
      until("both agree", () -> agreed(ada, grace));
      openWindow(ada);
      ledBy(ada, grace);
      until("the old one is heard", () -> old.snapshot().others() > 0);

      CompletableFuture<@Nullable String> talking = said(() -> old.say(TONE, WAIT_NS));
      until("Grace hears it", () -> grace.snapshot().talker() != null);
      assertThat(loud(grace.listen(1))).isGreaterThan(20_000);
      assertThat(talking.join()).isNull();
      until("the floor is free", () -> grace.snapshot().talker() == null);

      CompletableFuture<@Nullable String> answering = said(() -> grace.say(TONE, false, WAIT_NS));
      until("the old one is told", () -> old.snapshot().taken());
      assertThat(old.say(TONE, WAIT_NS)).isEqualTo("denied: other has permission");
      assertThat(loud(old.voice(), 1)).isGreaterThan(20_000);
      assertThat(answering.join()).isNull();
      until("the old one is told that it is over", () -> !old.snapshot().taken());
    }
  }

  /// The bridge is where the leader is, and Ada alone knows the old one's address.
  private static void ledBy(RadioStation ada, RadioStation grace) {
    until(
        "Ada leads",
        () -> {
          RadioSnapshot.Line leader = ada.snapshot().leader();
          if (leader != null && leader.name().equals("Grace")) {
            grace.command(new RadioCommand.Resign());
          }
          return leader != null && leader.name().equals("Ada") && agreed(ada, grace);
        });
  }

  private static int loud(RadioVoice voice, int seconds) throws InterruptedException {
    return loud(new RadioRecorder(seconds).record(voice));
  }

  @Test
  void garbageOnTheV1PortCostsOneCounter() throws Exception {
    int port = freePort();
    try (V1Station old = V1Station.start(options("Old", RadioProtocol.V1, port), () -> {});
        DatagramSocket stranger = new DatagramSocket(0, HERE)) {
      for (int length = 0; length < 1_400; length += 14) {
        stranger.send(new DatagramPacket(new byte[length], length, HERE, port));
      }
      until("all were looked at", () -> old.snapshot().malformed() == 100);
      assertThat(old.snapshot()).isEqualTo(new V1Station.Snapshot(false, false, "", 0, 100));
    }
  }
}
