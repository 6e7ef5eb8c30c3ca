// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import palaver.audio.codec.OpusSettings;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues;

/// How a node encodes its talker: what the channel has set.
final class RadioEncoding {

  private RadioEncoding() {}

  static OpusSettings of(SettingsValues values) {
    return OpusSettings.speech()
        .withBitrateBps(values.value(Setting.BITRATE))
        .withDtx(values.isOn(Setting.DTX));
  }
}
