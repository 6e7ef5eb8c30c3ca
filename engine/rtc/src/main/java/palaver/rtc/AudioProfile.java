// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// What a room asks of its members' Opus encoders (RFC 7587, section 6.1).
public enum AudioProfile {
  VOICE("minptime=10;useinbandfec=1;usedtx=1;stereo=0;maxaveragebitrate=32000"),

  /// Voice for a device that takes one frame each 20 ms, pauses included.
  UNBROKEN_VOICE("minptime=20;useinbandfec=1;usedtx=0;stereo=0;maxaveragebitrate=24000"),
  MUSIC("minptime=10;useinbandfec=1;usedtx=0;stereo=1;sprop-stereo=1;maxaveragebitrate=96000");

  private final String formatParameters;

  AudioProfile(String formatParameters) {
    this.formatParameters = formatParameters;
  }

  /// The parameters of the `fmtp` attribute.
  String formatParameters() {
    return formatParameters;
  }
}
