// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the attributes of one message say, filled while they are read. Of an attribute that occurs
/// twice the first counts.
final class StunAttributes {
  @Nullable String username;
  long priority = -1;
  boolean useCandidate;
  @Nullable Long iceControlling;
  @Nullable Long iceControlled;
  @Nullable StunAddress mappedAddress;
  boolean mappedByXor;
  int errorCode;
  List<Integer> unknownAttributes = List.of();
  final List<Integer> notUnderstood = new ArrayList<>(0);
  boolean hasFingerprint;
  int sha1At = -1;
  int sha256At = -1;
  int sha256Bytes;
}
