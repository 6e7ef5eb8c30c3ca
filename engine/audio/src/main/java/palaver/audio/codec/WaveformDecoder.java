// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// Decodes packets that stand alone and makes up for lost ones by repeating the waveform.
final class WaveformDecoder implements VoiceDecoder {

  private final int channels;
  private final PacketFormat format;
  private final WaveformConcealment concealment;

  WaveformDecoder(int channels, PacketFormat format) {
    this.channels = channels;
    this.format = format;
    concealment = new WaveformConcealment(channels);
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int lengthBytes) {
    return lengthBytes <= 0 ? 0 : format.samples(packet, offset, lengthBytes);
  }

  @Override
  public int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset) {
    int samples = packetSamples(packet, offset, lengthBytes);
    if (samples > 0) {
      format.read(packet, offset, samples, pcm, pcmOffset);
      concealment.heard(pcm, pcmOffset, samples);
    }
    return samples;
  }

  @Override
  public int recover(
      byte[] later,
      int offset,
      int lengthBytes,
      int samplesBefore,
      int samples,
      short[] pcm,
      int pcmOffset) {
    return 0;
  }

  @Override
  public void conceal(int samples, short[] pcm, int pcmOffset) {
    concealment.conceal(samples, pcm, pcmOffset);
  }

  @Override
  public void close() {}
}
