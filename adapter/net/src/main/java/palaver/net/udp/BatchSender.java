// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import palaver.base.Outbox;

/// Sends an outbox with as few system calls as its mode allows, and copes with what a kernel
/// refuses.
///
/// Copies each datagram once, into native memory, so that those of one message lie side by side.
final class BatchSender {

  private static final int MESSAGES_MAX = 128;
  private static final int PAYLOAD_BYTES = 256 << 10;

  private final KernelSend kernel;
  private final AddressTable addresses;
  private final SocketFigures figures;
  private final boolean ipv6;
  private final boolean fromArrival;
  private final SendPlan plan;
  private final MessageVector vector;
  private SendMode mode;

  private final int[] planned = new int[MESSAGES_MAX];
  private int waiting;
  private int payloadUsed;

  /// A sender that also names the source address when `fromArrival` is set.
  BatchSender(
      KernelSend kernel,
      AddressTable addresses,
      SocketFigures figures,
      SendMode mode,
      boolean ipv6,
      boolean fromArrival) {
    this.kernel = kernel;
    this.addresses = addresses;
    this.figures = figures;
    this.mode = mode;
    this.ipv6 = ipv6;
    this.fromArrival = fromArrival;
    plan = new SendPlan(addresses.capacity());
    // The last entry is spare: for sending the datagrams of a refused message one by one.
    vector = new MessageVector(MESSAGES_MAX + 1, PAYLOAD_BYTES, ipv6);
  }

  /// How datagrams are sent by now: the mode asked for, or what the kernel allows of it.
  SendMode mode() {
    return mode;
  }

  void send(Outbox<?> outbox) {
    plan.arrange(outbox, mode == SendMode.SEGMENTS);
    for (int message = 0; message < plan.messageCount(); message++) {
      if (waiting == MESSAGES_MAX
          || payloadUsed + SendPlan.MESSAGE_BYTES_MAX + Outbox.DATAGRAM_BYTES_MAX > PAYLOAD_BYTES) {
        sendWaiting(outbox);
      }
      fill(outbox, message);
    }
    sendWaiting(outbox);
  }

  private void fill(Outbox<?> outbox, int message) {
    int start = payloadUsed;
    int datagrams = plan.datagrams(message);
    for (int i = 0; i < datagrams; i++) {
      int datagram = plan.datagram(message, i);
      vector.copyIn(outbox.bytes(), outbox.offset(datagram), outbox.length(datagram), payloadUsed);
      payloadUsed += outbox.length(datagram);
    }
    int first = plan.datagram(message, 0);
    address(waiting, outbox.destination(first), datagrams > 1 ? outbox.length(first) : 0);
    vector.bytes(waiting, start, payloadUsed - (long) start);
    planned[waiting++] = message;
  }

  private void address(int index, int destination, int segmentBytes) {
    vector.name(index, addresses, destination);
    ControlMessages.write(vector, index, segmentBytes, addresses, destination, ipv6, fromArrival);
  }

  private void sendWaiting(Outbox<?> outbox) {
    int next = 0;
    while (next < waiting) {
      int taken = mode == SendMode.PLAIN ? sendOne(next) : sendMany(next);
      if (taken > 0) {
        count(next, taken);
        next += taken;
      } else if (taken == -Errno.NO_SYSTEM_CALL && mode != SendMode.PLAIN) {
        mode = SendMode.PLAIN;
      } else if (taken == -Errno.AGAIN) {
        figures.droppedFull.add(datagrams(next, waiting));
        next = waiting;
      } else if (taken != -Errno.INTERRUPTED) {
        refused(outbox, planned[next], -taken);
        next++;
      }
    }
    waiting = 0;
    payloadUsed = 0;
  }

  private int sendMany(int next) {
    return kernel.sendMany(vector.address(next), waiting - next);
  }

  private int sendOne(int next) {
    int result = kernel.sendOne(vector.address(next));
    return result >= 0 ? 1 : result;
  }

  private void count(int from, int messages) {
    figures.sent.add(datagrams(from, from + messages));
    figures.kernelMessages.add(messages);
  }

  private int datagrams(int from, int until) {
    int sum = 0;
    for (int i = from; i < until; i++) {
      sum += plan.datagrams(planned[i]);
    }
    return sum;
  }

  private void refused(Outbox<?> outbox, int message, int errno) {
    boolean segmented = plan.datagrams(message) > 1;
    boolean sourceSuspect = fromArrival && Errno.blamesSource(errno);
    if (sourceSuspect || (segmented && Errno.blamesSegments(errno))) {
      sendSingly(outbox, message, errno);
    } else {
      drop(plan.datagrams(message), errno);
    }
  }

  private boolean maySourceBeLost(int destination, int errno) {
    return fromArrival && addresses.knowsLocal(destination) && Errno.blamesSource(errno);
  }

  private void drop(int datagrams, int errno) {
    (errno == Errno.NO_BUFFERS ? figures.droppedFull : figures.droppedError).add(datagrams);
  }

  /// Sends the datagrams of a refused message one by one. When the kernel takes those as they are,
  /// segments were what it refused, and none are used any more.
  private void sendSingly(Outbox<?> outbox, int message, int errno) {
    int destination = outbox.destination(plan.datagram(message, 0));
    boolean named = addresses.knowsLocal(destination);
    int sent = 0;
    for (int i = 0; i < plan.datagrams(message); i++) {
      sent += sendSingle(outbox, plan.datagram(message, i));
    }
    figures.sent.add(sent);
    figures.kernelMessages.add(sent);
    boolean sourceLost = named && !addresses.knowsLocal(destination);
    if (sent > 1 && !sourceLost && errno != Errno.MESSAGE_SIZE && mode == SendMode.SEGMENTS) {
      mode = SendMode.BATCH;
    }
  }

  private int sendSingle(Outbox<?> outbox, int datagram) {
    int destination = outbox.destination(datagram);
    int lengthBytes = outbox.length(datagram);
    int at = PAYLOAD_BYTES - Outbox.DATAGRAM_BYTES_MAX;
    vector.copyIn(outbox.bytes(), outbox.offset(datagram), lengthBytes, at);
    vector.bytes(MESSAGES_MAX, at, lengthBytes);
    address(MESSAGES_MAX, destination, 0);
    int result = kernel.sendOne(vector.address(MESSAGES_MAX));
    if (result < 0 && maySourceBeLost(destination, -result)) {
      addresses.arrivedAt(destination, 0, 0);
      address(MESSAGES_MAX, destination, 0);
      result = kernel.sendOne(vector.address(MESSAGES_MAX));
    }
    if (result < 0) {
      drop(1, -result);
      return 0;
    }
    return 1;
  }
}
