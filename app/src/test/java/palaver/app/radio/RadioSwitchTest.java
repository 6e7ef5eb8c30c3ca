// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.radio.entrance.RadioProtocol;
import palaver.app.radio.entrance.RadioSwitches;
import palaver.app.radio.entrance.RadioSwitches.Part;
import palaver.app.start.DataFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `palaver radio switch`.
@Timeout(90)
final class RadioSwitchTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private static JsonNode switches(Nodes nodes, String node) {
    return JSON.readTree(nodes.radio(node, "status", "--json").out()).path("switches");
  }

  @Test
  void aLeaderThatIsSwitchedOffHandsOverAndSaysSo() throws Exception {
    Nodes nodes = new Nodes(folder);
    nodes.pair((ada, grace) -> {
      boolean adaLeads = ada.snapshot().role().equals("leader");
      String leader = adaLeads ? "Ada" : "Grace";
      RadioStation other = adaLeads ? grace : ada;
      assertThat(switches(nodes, leader).path("election").asBoolean()).isTrue();
      assertThat(nodes.radio(leader, "switch", "election", "off").err())
          .isEqualTo("Switched election off.\n");
      Nodes.until("the other leads", () -> other.snapshot().role().equals("leader"));
      Nodes.until("both agree", () -> Nodes.agreed(ada, grace));
      assertThat(switches(nodes, leader).path("election").asBoolean()).isFalse();
      assertThat(nodes.radio(leader, "switch").out())
          .contains("election  off", "relay  on", "central-settings  on", "audio-pipeline  on");
    });
  }

  @Test
  void aSwitchIsKeptOverARestart() throws Exception {
    Nodes nodes = new Nodes(folder);
    try (RadioStation _ = nodes.start("Ada", 0, null)) {
      assertThat(nodes.radio("Ada", "switch", "relay", "off").code()).isZero();
      assertThat(nodes.radio("Ada", "switch", "audio-pipeline", "off").code()).isZero();
      assertThat(nodes.radio("Ada", "switch", "audio-pipeline", "on").code()).isZero();
      assertThat(nodes.radio("Ada", "switch", "nonsense", "on").err())
          .contains("there is no switch nonsense");
      assertThat(nodes.radio("Ada", "switch", "relay", "maybe").code()).isEqualTo(2);
    }
    try (RadioStation _ = nodes.start("Ada", 0, null)) {
      JsonNode kept = switches(nodes, "Ada");
      assertThat(kept.path("relay").asBoolean()).isFalse();
      assertThat(kept.path("audio_pipeline").asBoolean()).isTrue();
      assertThat(kept.path("protocol_v2").asBoolean()).isTrue();
    }
  }

  @Test
  void aSwitchOfALaterVersionIsKept() throws Exception {
    try (DataFolder data = DataFolder.hold(folder)) {
      data.writeSecret("switches", "later-part off\nrelay off\n+more 5\n");
      RadioSwitches switches = RadioSwitches.read(data, RadioProtocol.BOTH);
      assertThat(switches.isOn(Part.RELAY)).isFalse();
      switches.set(Part.RELAY, true);
      switches.set(Part.PROTOCOL_V2, false);
      assertThat(data.file("switches")).hasContent("protocol-v2 off\nlater-part off\n+more 5");
    }
  }

  @Test
  void withoutTheChannelsSettingsTheEncoderHasItsOwn() throws Exception {
    Nodes nodes = new Nodes(folder);
    nodes.pair((ada, _) -> {
      assertThat(nodes.radio("Ada", "settings", "set", "bitrate=16000").code()).isZero();
      Nodes.until("it holds", () -> ada.parts().encoding().bitrateBps() == 16_000);
      nodes.radio("Ada", "switch", "central-settings", "off");
      Nodes.until("it holds no longer", () -> ada.parts().encoding().bitrateBps() == 32_000);
      nodes.radio("Ada", "switch", "central-settings", "on");
      Nodes.until("it holds again", () -> ada.parts().encoding().bitrateBps() == 16_000);
    });
  }

  @Test
  void speechIsHeardUnderTheSimplePipelineToo() throws Exception {
    Nodes nodes = new Nodes(folder);
    Path heard = folder.resolve("heard.wav");
    nodes.pair((ada, _) -> {
      nodes.radio("Ada", "switch", "audio-pipeline", "off");
      Thread talking =
          Thread.startVirtualThread(() -> {
            try {
              nodes.talk("Grace", 3);
            } catch (Exception failure) {
              throw new IllegalStateException(failure);
            }
          });
      Nodes.until("Ada hears who talks", () -> ada.snapshot().talker() != null);
      assertThat(nodes.radio("Ada", "listen", "--out", heard.toString(), "--seconds", "1").code())
          .isZero();
      talking.join();
    });
    assertThat(Nodes.loudSamples(heard)).isGreaterThan(20_000);
  }
}
