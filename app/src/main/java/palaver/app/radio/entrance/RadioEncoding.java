// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import palaver.audio.codec.OpusSettings;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues;

/// How a node encodes its talker: what the channel has set.
public final class RadioEncoding {

  private RadioEncoding() {}

  public static OpusSettings of(SettingsValues values) {
    return OpusSettings.speech()
        .withBitrateBps(values.value(Setting.BITRATE))
        .withDtx(values.isOn(Setting.DTX));
  }
}
