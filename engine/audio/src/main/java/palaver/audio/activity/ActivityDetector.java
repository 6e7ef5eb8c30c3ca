// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// Detects voice activity: by level, against a threshold and the background, and by spectrum, so
/// that a fan is not speech. It works in hops of 10 ms and changes its mind only after some hops in
/// a row, so that it does not flicker. Not for several threads; allocates nothing per hop.
///
/// A caller skips encoding while it answers [Activity#SILENCE].
public final class ActivityDetector {

  /// Samples per channel of one hop at 48 kHz.
  public static final int HOP_SAMPLES = 480;

  private static final double FULL_SCALE = 32_768;
  private static final double LEAST_DBFS = -96;

  private final ActivitySettings settings;
  private final int channels;
  private final ActivityListener listener;
  private final NoiseFloor floor;
  private final Spectrum spectrum = new Spectrum();
  private final double[] mono = new double[HOP_SAMPLES];
  private Activity activity = Activity.SILENCE;
  private int against;
  private long hops;
  private double levelDbfs = LEAST_DBFS;

  /// @param channels of the sound, interleaved
  /// @param listener hears of changes, for telemetry
  public ActivityDetector(ActivitySettings settings, int channels, ActivityListener listener) {
    this.settings = settings;
    this.channels = channels;
    this.listener = listener;
    floor = new NoiseFloor(settings.energyThresholdDbfs() - settings.aboveNoiseDb());
  }

  /// Judges a frame of whole hops (10, 20, ... ms).
  ///
  /// @param samples per channel, a multiple of [#HOP_SAMPLES]
  /// @return speech if any of its hops is
  public Activity processFrame(short[] pcm, int offset, int samples) {
    if (samples <= 0 || samples % HOP_SAMPLES != 0) {
      throw new IllegalArgumentException("a frame is whole hops, not " + samples + " samples");
    }
    Activity heard = Activity.SILENCE;
    for (int at = 0; at < samples; at += HOP_SAMPLES) {
      if (processHop(pcm, offset + at * channels) == Activity.SPEECH) {
        heard = Activity.SPEECH;
      }
    }
    return heard;
  }

  private Activity processHop(short[] pcm, int offset) {
    mix(pcm, offset);
    floor.observe(levelDbfs);
    boolean loud = isLoud();
    boolean wasSpeech = activity == Activity.SPEECH;
    against = loud == wasSpeech ? 0 : against + 1;
    int needed =
        wasSpeech ? settings.silenceFrames() + settings.hangoverFrames() : settings.speechFrames();
    if (against >= needed) {
      against = 0;
      activity = wasSpeech ? Activity.SILENCE : Activity.SPEECH;
      listener.onChange(activity, hops, levelDbfs, floor.floorDbfs());
    }
    hops++;
    return activity;
  }

  private void mix(short[] pcm, int offset) {
    double sum = 0;
    for (int i = 0; i < HOP_SAMPLES; i++) {
      double sample = 0;
      for (int channel = 0; channel < channels; channel++) {
        sample += pcm[offset + i * channels + channel];
      }
      mono[i] = sample / channels / FULL_SCALE;
      sum += mono[i] * mono[i];
    }
    levelDbfs = Math.max(LEAST_DBFS, 10 * Math.log10(sum / HOP_SAMPLES + 1e-12));
  }

  private boolean isLoud() {
    boolean loud = levelDbfs >= settings.energyThresholdDbfs();
    if (settings.spectral()) {
      spectrum.observe(mono);
      if (loud && spectrum.isSteadyNoise()) {
        floor.learn();
      }
    }
    if (settings.aboveNoiseDb() > 0) {
      loud &= levelDbfs >= floor.floorDbfs() + settings.aboveNoiseDb();
    }
    return loud;
  }

  public Activity activity() {
    return activity;
  }

  /// The level of the last hop.
  public double levelDbfs() {
    return levelDbfs;
  }

  /// The level of the background.
  public double noiseFloorDbfs() {
    return floor.floorDbfs();
  }
}
