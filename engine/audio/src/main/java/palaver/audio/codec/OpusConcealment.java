// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// How an Opus decoder makes up sound that did not come.
public enum OpusConcealment {

  /// By repeating and fading what came before: 30 microseconds per lost frame of 20 ms. It cannot
  /// use deep redundancy.
  CLASSIC,

  /// By a small neural network that knows speech: 250 microseconds per lost frame. Deep redundancy
  /// needs it.
  DEEP
}
