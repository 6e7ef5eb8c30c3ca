// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.radio.health.RadioView;
import palaver.app.start.StartFailure;
import palaver.floor.DenyCause;
import palaver.floor.ParticipantState;
import palaver.net.radio.RadioNetwork;
import palaver.sound.DeviceState;

/// A node in a terminal.
@Timeout(60)
final class RadioScreenTest {

  private static final DeviceState HEADSET = new DeviceState.Open("Headset");

  @TempDir Path folder;

  /// A view of a real node, with another press.
  private RadioView view(ParticipantState press, RadioView.Text... texts) throws StartFailure {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    RadioNetwork network =
        new RadioNetwork(loopback, 0, RadioNetwork.DISCOVERY_PORT, false, List.of());
    RadioOptions options =
        new RadioOptions(
            "Kitchen", "Ada", folder, network, 0, new InetSocketAddress(loopback, 0), null);
    try (RadioStation station = RadioStation.start(options, () -> {})) {
      RadioView now = station.view();
      return new RadioView(
          now.node(),
          now.nowNs(),
          now.operator(),
          now.rights(),
          TimeUnit.SECONDS.toNanos(30),
          press,
          now.nowNs() - TimeUnit.SECONDS.toNanos(5),
          0,
          List.of(),
          List.of(texts),
          now.tree(),
          now.timeline());
    }
  }

  private static String text(RadioView view, DeviceState microphone, int columns) {
    return String.join("\n", new RadioScreen(columns).lines(view, microphone, "http://here"));
  }

  @Test
  void itSaysWhoIsThereAndWhatThePressDoes() throws Exception {
    String text = text(view(new ParticipantState.Granted(0)), HEADSET, 80);
    assertThat(text).contains("Kitchen  Ada", "ON THE AIR  0:25 left", "microphone: Headset");
    assertThat(text).contains("1 of 1 are there", "● Ada", "health 40 (nobody-heard)");
  }

  @Test
  void itSaysWhyItWasRefusedAndWhatIsMissing() throws Exception {
    RadioView denied = view(new ParticipantState.Denied(DenyCause.QUEUE_FULL, 0));
    assertThat(text(denied, HEADSET, 80)).contains("NOT NOW", "queue full");
    RadioView alone = view(new ParticipantState.Alone());
    assertThat(text(alone, new DeviceState.Missing(DeviceState.Cause.OFF, ""), 80))
        .contains("nobody else is here", "no microphone: sound is off");
    assertThat(text(view(new ParticipantState.Queued(2, 3)), HEADSET, 80))
        .contains("NUMBER 2 OF 3");
  }

  @Test
  void whatOthersWriteCannotSteerTheTerminalAndLongLinesAreCut() throws Exception {
    RadioView.Text evil =
        new RadioView.Text(
            "x", palaver.wire.radio.NodeId.NONE, "Eve\u001b[2J", "a\nb".repeat(60), 0, 0);
    String[] lines = text(view(new ParticipantState.Idle(), evil), HEADSET, 40).split("\n", -1);
    assertThat(lines).anyMatch(line -> line.startsWith("Eve?[2J: a?b") && line.length() == 40);
  }
}
