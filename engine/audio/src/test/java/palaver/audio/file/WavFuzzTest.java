// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import palaver.base.Parsed;

/// Any bytes are read as WAV without an exception, into no more samples than they can hold.
class WavFuzzTest {

  @FuzzTest(maxDuration = "5s")
  void read(byte[] data) {
    if (WavReader.read(data) instanceof Parsed.Ok<Sound>(Sound sound)
        && sound.pcm().length > data.length) {
      throw new AssertionError("more samples than bytes");
    }
  }
}
