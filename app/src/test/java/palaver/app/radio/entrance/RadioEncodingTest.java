// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.audio.codec.OpusSettings;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues;
import palaver.radio.settings.SettingsValues.Change;

class RadioEncodingTest {

  @Test
  void theChannelsSettingsReachTheEncoder() {
    OpusSettings first = RadioEncoding.of(SettingsValues.initial());
    assertThat(first.bitrateBps()).isEqualTo(32_000);
    assertThat(first.dtx()).isFalse();
    SettingsValues other =
        SettingsValues.initial()
            .with(List.of(new Change(Setting.BITRATE, 12_000), new Change(Setting.DTX, 1)));
    assertThat(RadioEncoding.of(other).bitrateBps()).isEqualTo(12_000);
    assertThat(RadioEncoding.of(other).dtx()).isTrue();
  }
}
