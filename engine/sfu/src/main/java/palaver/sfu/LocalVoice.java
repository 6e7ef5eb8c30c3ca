// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import palaver.rtc.stream.ReceivedRtp;

/// Voice for one participant that comes from within the program, not from another participant.
@FunctionalInterface
public interface LocalVoice {

  /// There is nothing more at present.
  int NONE = 0;

  /// The talker has ended: what is heard is faded out.
  int END = -1;

  /// Puts the next frame into `into`, by [ReceivedRtp#local]. On the media thread; it must be
  /// quick.
  ///
  /// @return the talker's stream number, at least 1, or [#NONE], or [#END]; then there is no frame
  int next(long nowNs, ReceivedRtp into);
}
