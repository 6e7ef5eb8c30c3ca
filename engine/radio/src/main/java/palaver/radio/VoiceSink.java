// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// Where frames go that are to be heard. Calls come in the order of arrival; the jitter buffer
/// behind it puts them in the order of their numbers.
@FunctionalInterface
public interface VoiceSink {

  /// One encoded frame, once.
  ///
  /// @param sequence counts the frames of the lease from 0
  /// @param length 0 when the talker was silent
  /// @param recovered whether it came with its successor because it was lost itself
  void frame(
      long nowNs,
      LeaseId lease,
      NodeId talker,
      long sequence,
      byte[] bytes,
      int at,
      int length,
      boolean recovered);
}
