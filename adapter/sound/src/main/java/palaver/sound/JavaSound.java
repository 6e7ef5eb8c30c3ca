// SPDX-License-Identifier: Apache-2.0
package palaver.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;
import palaver.sound.SoundDevice.Kind;

/// The devices that the Java virtual machine knows. It looks for new ones once a minute.
public final class JavaSound implements SoundSystem {

  private static final float RATE_HZ = 48_000;
  private static final int SAMPLE_BYTES = 2;

  /// A microphone that is read in time never fills this: it costs no delay.
  private static final int MICROPHONE_FRAMES = 3_840;

  /// What waits in the device is delay: three blocks are what it takes to go without gaps.
  private static final int SPEAKER_FRAMES = 1_440;

  private static AudioFormat format(int channels) {
    return new AudioFormat(RATE_HZ, 8 * SAMPLE_BYTES, channels, true, false);
  }

  private static DataLine.Info line(Kind kind, int channels) {
    return kind == Kind.MICROPHONE
        ? new DataLine.Info(TargetDataLine.class, format(channels))
        : new DataLine.Info(SourceDataLine.class, format(channels));
  }

  @Override
  public List<SoundDevice> devices() {
    List<SoundDevice> devices = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Mixer.Info mixer : mixers(kind)) {
        devices.add(new SoundDevice(kind, mixer.getName(), mixer.getDescription()));
      }
    }
    return devices;
  }

  private static List<Mixer.Info> mixers(Kind kind) {
    List<Mixer.Info> mixers = new ArrayList<>();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      Mixer mixer = AudioSystem.getMixer(info);
      if (mixer.isLineSupported(line(kind, 1)) || mixer.isLineSupported(line(kind, 2))) {
        mixers.add(info);
      }
    }
    return mixers;
  }

  @Override
  public SoundLine open(Kind kind, @Nullable String name) throws SoundUnavailableException {
    Mixer.Info mixer = find(kind, name);
    try {
      return open(kind, mixer, 1);
    } catch (LineUnavailableException | IllegalArgumentException _) {
      // Some devices have nothing but two channels.
      try {
        return open(kind, mixer, 2);
      } catch (LineUnavailableException | IllegalArgumentException failure) {
        throw new SoundUnavailableException(DeviceState.Cause.UNUSABLE, mixer.getName(), failure);
      }
    }
  }

  private static Mixer.Info find(Kind kind, @Nullable String name)
      throws SoundUnavailableException {
    String wanted = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return mixers(kind).stream()
        .filter(mixer -> mixer.getName().toLowerCase(Locale.ROOT).contains(wanted))
        .findFirst()
        .orElseThrow(() -> unavailable(name));
  }

  private static SoundUnavailableException unavailable(@Nullable String name) {
    return name == null
        ? new SoundUnavailableException(DeviceState.Cause.NONE, "", null)
        : new SoundUnavailableException(DeviceState.Cause.UNKNOWN_NAME, name, null);
  }

  private static SoundLine open(Kind kind, Mixer.Info info, int channels)
      throws LineUnavailableException {
    Mixer mixer = AudioSystem.getMixer(info);
    int frameBytes = SAMPLE_BYTES * channels;
    if (kind == Kind.MICROPHONE) {
      TargetDataLine line = (TargetDataLine) mixer.getLine(line(kind, channels));
      line.open(format(channels), MICROPHONE_FRAMES * frameBytes);
      line.start();
      return new JavaSoundInput(info.getName(), line, channels);
    }
    SourceDataLine line = (SourceDataLine) mixer.getLine(line(kind, channels));
    line.open(format(channels), SPEAKER_FRAMES * frameBytes);
    line.start();
    return new JavaSoundOutput(info.getName(), line, channels);
  }
}
