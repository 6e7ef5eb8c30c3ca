// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

/// Where frames of protocol v1 go that are to be heard.
@FunctionalInterface
public interface V1Ear {

  /// One encoded frame.
  ///
  /// @param burst counts who talks, one after the other
  /// @param sequence counts 20 ms from the first frame of the burst; v1 numbers nothing, so it
  ///   follows from when frames come
  /// @param length 0 when the burst ends here
  void frame(long nowNs, long burst, long sequence, byte[] bytes, int at, int length);
}
