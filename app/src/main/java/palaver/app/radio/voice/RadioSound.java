// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import org.jspecify.annotations.Nullable;
import palaver.audio.mix.LevelMeter;
import palaver.audio.playout.JitterBuffer;
import palaver.sound.DeviceState;
import palaver.sound.Microphone;
import palaver.sound.SoundSystem;
import palaver.sound.Speaker;

/// The sound devices of a node, when it uses any: its microphone feeds [RadioMicrophone], and its
/// speaker takes what [RadioVoice] makes, at its own pace.
public final class RadioSound implements RadioVoice.Listener, RadioVoice.Pace, AutoCloseable {

  private static final DeviceState OFF = new DeviceState.Missing(DeviceState.Cause.OFF, "");

  private final RadioMicrophone encoder;
  private final RadioVoice voice;
  private final RadioTones tones;
  private final RadioEcho echo = new RadioEcho();
  private final LevelMeter meter = new LevelMeter();
  private final short[] block = new short[JitterBuffer.PULL_SAMPLES];
  private final @Nullable Microphone microphone;
  private final @Nullable Speaker speaker;
  private volatile double level;

  /// Opens the devices that `options` names; they may come later.
  public RadioSound(
      SoundOptions options, SoundSystem system, RadioMicrophone encoder, RadioVoice voice) {
    this.encoder = encoder;
    tones = new RadioTones(options.on() && options.tones());
    this.voice = voice;
    if (options.on()) {
      microphone = new Microphone(system, options.microphone(), encoder::arrived);
      encoder.listen(microphone, echo);
      speaker = new Speaker(system, options.speaker(), voice::wakeUp);
      voice.pace(this);
      voice.add(this);
    } else {
      microphone = null;
      speaker = null;
    }
  }

  public boolean isOn() {
    return microphone != null;
  }

  public DeviceState microphone() {
    return microphone == null ? OFF : microphone.state();
  }

  public DeviceState speaker() {
    return speaker == null ? OFF : speaker.state();
  }

  /// How loud the microphone is, 0 to 1.
  public double microphoneLevel() {
    return encoder.level();
  }

  /// How loud the speaker is, 0 to 1.
  public double speakerLevel() {
    return level;
  }

  /// What the speaker says besides.
  public RadioTones tones() {
    return tones;
  }

  public RadioEcho echo() {
    return echo;
  }

  @Override
  public boolean isOpen() {
    return speaker != null && speaker.isOpen();
  }

  @Override
  public boolean wants() {
    return speaker != null && speaker.wants();
  }

  @Override
  public void sound(short[] pcm) {
    System.arraycopy(pcm, 0, block, 0, block.length);
    echo.play(block);
    meter.measure(block, 0, block.length);
    level = meter.audioLevel();
    tones.mixInto(block);
    if (speaker != null) {
      speaker.offer(block);
    }
  }

  @Override
  public void close() {
    voice.remove(this);
    if (microphone != null) {
      microphone.close();
    }
    if (speaker != null) {
      speaker.close();
    }
  }
}
