// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an engine wants done: datagrams in preallocated memory, and events as records.
///
/// An engine writes a datagram straight into place: [#reserve], fill, [#commit]. The driver reads
/// datagrams by index in the order of their commits and then calls [#clear]. Nothing is allocated
/// per datagram.
///
/// When the memory is full, further datagrams are dropped (the newest goes) and counted; a driver
/// drains before that by looking at [#roomForDatagrams].
///
/// @param <E> the engine's events
public final class Outbox<E> {

  /// The largest datagram, in bytes.
  public static final int DATAGRAM_BYTES_MAX = 1500;

  private static final int ALIGNMENT_BYTES = 64;

  private final byte[] bytes;
  private final int[] offsets;
  private final int[] lengths;
  private final int[] destinations;
  private final List<E> events = new ArrayList<>();
  private int count;
  private int tail;
  private boolean reserved;
  private long droppedCount;
  private int[] retained = new int[16];
  private int[] released = new int[16];
  private int retainedCount;
  private int releasedCount;

  /// An outbox for up to `datagramsMax` datagrams of about `bytesMax` bytes in all.
  public Outbox(int datagramsMax, int bytesMax) {
    if (datagramsMax < 1 || bytesMax < DATAGRAM_BYTES_MAX) {
      throw new IllegalArgumentException("an outbox holds at least one full datagram");
    }
    bytes = new byte[bytesMax];
    offsets = new int[datagramsMax];
    lengths = new int[datagramsMax];
    destinations = new int[datagramsMax];
  }

  /// The memory that [#reserve] gives places in.
  public byte[] bytes() {
    return bytes;
  }

  /// A place for one datagram of up to [#DATAGRAM_BYTES_MAX] bytes: its offset in [#bytes], or -1
  /// when the outbox is full (the datagram is then counted as dropped). Not calling [#commit]
  /// afterwards gives the place back.
  public int reserve() {
    if (count == offsets.length || tail + DATAGRAM_BYTES_MAX > bytes.length) {
      droppedCount++;
      return -1;
    }
    reserved = true;
    return tail;
  }

  /// Sends the `length` bytes written at the reserved place to the address `destination`.
  public void commit(int destination, int length) {
    if (!reserved || length < 1 || length > DATAGRAM_BYTES_MAX) {
      throw new IllegalStateException("commit follows reserve, with 1 to 1500 bytes");
    }
    reserved = false;
    offsets[count] = tail;
    lengths[count] = length;
    destinations[count] = destination;
    count++;
    tail = (tail + length + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
  }

  /// Copies a datagram that already exists; false when the outbox is full.
  public boolean send(int destination, byte[] source, int offset, int length) {
    int at = reserve();
    if (at < 0) {
      return false;
    }
    System.arraycopy(source, offset, bytes, at, length);
    commit(destination, length);
    return true;
  }

  /// Adds an event. Events keep their order among themselves.
  public void emit(E event) {
    events.add(event);
  }

  /// Asks the driver to keep `address` bound to its peer until [#release].
  public void retain(int address) {
    if (retainedCount == retained.length) {
      retained = Arrays.copyOf(retained, retainedCount * 2);
    }
    retained[retainedCount++] = address;
  }

  /// Lets the driver give `address` to another peer again.
  public void release(int address) {
    if (releasedCount == released.length) {
      released = Arrays.copyOf(released, releasedCount * 2);
    }
    released[releasedCount++] = address;
  }

  /// How many datagrams of full size still fit.
  public int roomForDatagrams() {
    int full = DATAGRAM_BYTES_MAX + ALIGNMENT_BYTES;
    return Math.min(offsets.length - count, (bytes.length - tail) / full);
  }

  public int datagramCount() {
    return count;
  }

  public int offset(int index) {
    return offsets[index];
  }

  public int length(int index) {
    return lengths[index];
  }

  public int destination(int index) {
    return destinations[index];
  }

  /// The events so far, oldest first; valid until [#clear].
  public List<E> events() {
    return events;
  }

  public int retainedCount() {
    return retainedCount;
  }

  public int retained(int index) {
    return retained[index];
  }

  public int releasedCount() {
    return releasedCount;
  }

  public int released(int index) {
    return released[index];
  }

  /// How many datagrams found no room since the outbox was made.
  public long droppedCount() {
    return droppedCount;
  }

  /// Empties the outbox; the driver calls it when it has taken everything.
  public void clear() {
    count = 0;
    tail = 0;
    reserved = false;
    events.clear();
    retainedCount = 0;
    releasedCount = 0;
  }
}
