// SPDX-License-Identifier: Apache-2.0
package palaver.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import palaver.audio.file.OggOpusReader;
import palaver.audio.file.OpusFile;
import palaver.base.Parsed;

/// The sounds that come with the client.
public final class Recordings {

  private Recordings() {}

  /// A sine of 440 Hz with a peak of -12 dBFS, so 15 dB below full scale.
  public static OpusFrames tone() {
    return read("tone-440.opus", 15);
  }

  /// A few seconds of synthetic speech at 32 kbit/s.
  public static OpusFrames speech() {
    return read("speech.opus", 20);
  }

  private static OpusFrames read(String name, int levelDbov) {
    try (InputStream in = Recordings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the recording " + name + " is not in the package");
      }
      return switch (OggOpusReader.read(in.readAllBytes())) {
        case Parsed.Ok<OpusFile>(OpusFile file) -> new OpusFrames(file.packets(), levelDbov);
        case Parsed.Malformed<OpusFile>(String reason) ->
            throw new IllegalStateException("the recording " + name + " is damaged: " + reason);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
