// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A vector of `struct mmsghdr` in native memory, each with one buffer, one address and one control
/// area: the layout of 64-bit little-endian Linux.
final class MessageVector {

  static final int HEADER_BYTES = 64;
  static final int NAME_BYTES = 32;
  static final int CONTROL_BYTES = 128;

  private static final int BUFFER_ENTRY_BYTES = 16;
  private static final int PAGE_BYTES = 4096;
  private static final int IPV6_NAME_BYTES = 28;
  private static final int IPV4_NAME_BYTES = 16;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private static final long OFFSET_NAME_LENGTH = 8;
  private static final long OFFSET_BUFFER_ENTRY = 16;
  private static final long OFFSET_BUFFER_COUNT = 24;
  private static final long OFFSET_CONTROL = 32;
  private static final long OFFSET_CONTROL_LENGTH = 40;
  private static final long OFFSET_FLAGS = 48;
  private static final long OFFSET_RECEIVED = 56;

  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfShort NET_SHORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt NET_INT = INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong NET_LONG = LONG.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment memory;
  private final int capacity;
  private final boolean ipv6;
  private final long buffersAt;
  private final long namesAt;
  private final long controlsAt;
  private final long payloadAt;

  /// A vector of `capacity` messages with `payloadBytes` of memory for their bytes.
  MessageVector(int capacity, long payloadBytes, boolean ipv6) {
    this.capacity = capacity;
    this.ipv6 = ipv6;
    buffersAt = (long) capacity * HEADER_BYTES;
    namesAt = buffersAt + (long) capacity * BUFFER_ENTRY_BYTES;
    controlsAt = namesAt + (long) capacity * NAME_BYTES;
    payloadAt = (controlsAt + (long) capacity * CONTROL_BYTES + PAGE_BYTES - 1) & -PAGE_BYTES;
    memory = Arena.ofAuto().allocate(payloadAt + payloadBytes, PAGE_BYTES);
    for (int i = 0; i < capacity; i++) {
      long header = (long) i * HEADER_BYTES;
      memory.set(LONG, header, memory.address() + nameAt(i));
      memory.set(LONG, header + OFFSET_BUFFER_ENTRY, memory.address() + bufferAt(i));
      memory.set(LONG, header + OFFSET_BUFFER_COUNT, 1);
      expectName(i);
    }
  }

  int capacity() {
    return capacity;
  }

  /// The native address of message `index`.
  long address(int index) {
    return memory.address() + (long) index * HEADER_BYTES;
  }

  private long bufferAt(int index) {
    return buffersAt + (long) index * BUFFER_ENTRY_BYTES;
  }

  private long nameAt(int index) {
    return namesAt + (long) index * NAME_BYTES;
  }

  private long controlAt(int index) {
    return controlsAt + (long) index * CONTROL_BYTES;
  }

  /// Gives message `index` the `lengthBytes` from `payloadOffset` as its bytes.
  void bytes(int index, long payloadOffset, long lengthBytes) {
    long at = bufferAt(index);
    memory.set(LONG, at, memory.address() + payloadAt + payloadOffset);
    memory.set(LONG, at + 8, lengthBytes);
  }

  /// Copies `lengthBytes` of `source` into the payload memory.
  void copyIn(byte[] source, int offset, int lengthBytes, long payloadOffset) {
    MemorySegment.copy(
        source, offset, memory, ValueLayout.JAVA_BYTE, payloadAt + payloadOffset, lengthBytes);
  }

  /// Copies `lengthBytes` of the payload memory out.
  void copyOut(long payloadOffset, byte[] target, int offset, int lengthBytes) {
    MemorySegment.copy(
        memory, ValueLayout.JAVA_BYTE, payloadAt + payloadOffset, target, offset, lengthBytes);
  }

  /// Makes message `index` ready to receive an address.
  void expectName(int index) {
    memory.set(
        INT,
        (long) index * HEADER_BYTES + OFFSET_NAME_LENGTH,
        ipv6 ? IPV6_NAME_BYTES : IPV4_NAME_BYTES);
  }

  /// Addresses message `index` to entry `address` of `table`.
  void name(int index, AddressTable table, int address) {
    long at = nameAt(index);
    memory.set(NET_SHORT, at + 2, (short) table.port(address));
    if (ipv6) {
      memory.set(SHORT, at, (short) AF_INET6);
      memory.set(INT, at + 4, 0);
      memory.set(NET_LONG, at + 8, table.high(address));
      memory.set(NET_LONG, at + 16, table.low(address));
      memory.set(INT, at + 24, table.scope(address));
    } else {
      memory.set(SHORT, at, (short) AF_INET);
      memory.set(NET_INT, at + 4, (int) table.low(address));
    }
  }

  /// The number in `table` of the address that message `index` came from, or -1.
  int source(int index, AddressTable table) {
    long at = nameAt(index);
    int port = memory.get(NET_SHORT, at + 2) & 0xffff;
    if (!ipv6) {
      return table.number(0, AddressTable.mapped(memory.get(NET_INT, at + 4)), port, 0);
    }
    return table.number(
        memory.get(NET_LONG, at + 8),
        memory.get(NET_LONG, at + 16),
        port,
        memory.get(INT, at + 24));
  }

  /// How many bytes message `index` received.
  int received(int index) {
    return memory.get(INT, (long) index * HEADER_BYTES + OFFSET_RECEIVED);
  }

  /// Gives message `index` the first `lengthBytes` of its control area; 0 for none.
  void control(int index, int lengthBytes) {
    long header = (long) index * HEADER_BYTES;
    memory.set(
        LONG, header + OFFSET_CONTROL, lengthBytes == 0 ? 0 : memory.address() + controlAt(index));
    memory.set(LONG, header + OFFSET_CONTROL_LENGTH, lengthBytes);
    memory.set(INT, header + OFFSET_FLAGS, 0);
  }

  /// How many bytes of control area message `index` has.
  long controlLength(int index) {
    return memory.get(LONG, (long) index * HEADER_BYTES + OFFSET_CONTROL_LENGTH);
  }

  /// Writes a control message's header `offset` bytes into the control area of `index`, and answers
  /// where its data belongs.
  long controlHeader(int index, int offset, int dataBytes, int level, int type) {
    long at = controlAt(index) + offset;
    memory.set(LONG, at, ControlMessages.HEADER_BYTES + dataBytes);
    memory.set(INT, at + 8, level);
    memory.set(INT, at + 12, type);
    return at + ControlMessages.HEADER_BYTES;
  }

  /// Where the control area of message `index` begins, for the accessors below.
  long controlStart(int index) {
    return controlAt(index);
  }

  void putShort(long at, int value) {
    memory.set(SHORT, at, (short) value);
  }

  void putInt(long at, int value) {
    memory.set(INT, at, value);
  }

  void putNetInt(long at, int value) {
    memory.set(NET_INT, at, value);
  }

  void putNetLong(long at, long value) {
    memory.set(NET_LONG, at, value);
  }

  int getInt(long at) {
    return memory.get(INT, at);
  }

  long getLong(long at) {
    return memory.get(LONG, at);
  }

  int getNetInt(long at) {
    return memory.get(NET_INT, at);
  }

  long getNetLong(long at) {
    return memory.get(NET_LONG, at);
  }
}
