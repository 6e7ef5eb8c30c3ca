// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import palaver.base.SessionId;
import palaver.rtc.stream.ReceivedRtp;

/// Hears within the program what participants say.
@FunctionalInterface
public interface VoiceTap {

  /// Hears nothing.
  VoiceTap NONE = (_, _, _) -> {};

  /// One packet of a participant who is not silenced; valid only during the call. On the media
  /// thread; it must be quick.
  void voice(long nowNs, SessionId from, ReceivedRtp packet);
}
