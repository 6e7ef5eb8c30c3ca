// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.util.Arrays;
import palaver.base.Outbox;

/// Which datagrams of an outbox leave together as the segments of one kernel message.
///
/// Segments of a message have one destination and one size; only the last may be shorter. Datagrams
/// for one destination keep their order; between destinations there is none.
final class SendPlan {

  /// What every kernel with UDP_SEGMENT takes.
  static final int SEGMENTS_MAX = 64;

  static final int MESSAGE_BYTES_MAX = 60_000;

  /// Longer datagrams leave alone: a segment must fit the path's MTU.
  static final int SEGMENT_BYTES_MAX = 1_400;

  private final int[] seenIn;
  private final int[] lastOf;
  private final int[] firstOf;
  private int[] following = new int[0];
  private int[] destinations = new int[0];
  private int[] order = new int[0];
  private int[] messageFirst = new int[0];
  private int[] messageDatagrams = new int[0];
  private int round;
  private int destinationCount;
  private int orderCount;
  private int messageCount;

  SendPlan(int addressesMax) {
    seenIn = new int[addressesMax];
    lastOf = new int[addressesMax];
    firstOf = new int[addressesMax];
  }

  /// Plans `outbox`, with or without putting datagrams together.
  void arrange(Outbox<?> outbox, boolean together) {
    int count = outbox.datagramCount();
    makeRoom(count);
    orderCount = 0;
    messageCount = 0;
    if (together) {
      chainByDestination(outbox, count);
      for (int i = 0; i < destinationCount; i++) {
        cut(outbox, destinations[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        begin(i);
      }
    }
  }

  private void makeRoom(int count) {
    if (following.length < count) {
      following = new int[count];
      destinations = new int[count];
      order = new int[count];
      messageFirst = new int[count];
      messageDatagrams = new int[count];
    }
  }

  private void chainByDestination(Outbox<?> outbox, int count) {
    if (++round == 0) {
      Arrays.fill(seenIn, 0);
      round = 1;
    }
    destinationCount = 0;
    for (int i = 0; i < count; i++) {
      int destination = outbox.destination(i);
      if (seenIn[destination] == round) {
        following[lastOf[destination]] = i;
      } else {
        seenIn[destination] = round;
        firstOf[destination] = i;
        destinations[destinationCount++] = destination;
      }
      lastOf[destination] = i;
      following[i] = -1;
    }
  }

  private void cut(Outbox<?> outbox, int destination) {
    int segmentBytes = 0;
    int messageBytes = 0;
    boolean open = false;
    for (int i = firstOf[destination]; i >= 0; i = following[i]) {
      int lengthBytes = outbox.length(i);
      if (open && fits(lengthBytes, segmentBytes, messageBytes)) {
        order[orderCount++] = i;
        messageDatagrams[messageCount - 1]++;
      } else {
        begin(i);
        segmentBytes = lengthBytes;
        messageBytes = 0;
      }
      messageBytes += lengthBytes;
      open = lengthBytes == segmentBytes && lengthBytes <= SEGMENT_BYTES_MAX;
    }
  }

  private boolean fits(int lengthBytes, int segmentBytes, int messageBytes) {
    return lengthBytes <= segmentBytes
        && messageBytes + lengthBytes <= MESSAGE_BYTES_MAX
        && messageDatagrams[messageCount - 1] < SEGMENTS_MAX;
  }

  private void begin(int index) {
    messageFirst[messageCount] = orderCount;
    messageDatagrams[messageCount] = 1;
    messageCount++;
    order[orderCount++] = index;
  }

  int messageCount() {
    return messageCount;
  }

  /// How many datagrams `message` carries.
  int datagrams(int message) {
    return messageDatagrams[message];
  }

  /// The outbox index of datagram `position` of `message`.
  int datagram(int message, int position) {
    return order[messageFirst[message] + position];
  }
}
