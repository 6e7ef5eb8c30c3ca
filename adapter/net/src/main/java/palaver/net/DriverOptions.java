// SPDX-License-Identifier: Apache-2.0
package palaver.net;

/// How one [UdpDriver] runs.
///
/// @param name the thread's name
/// @param commandsMax commands that may wait; further ones are refused
/// @param commandsPerTurnMax commands taken in one turn, so that media is not kept waiting
/// @param outboxDatagramsMax datagrams between two flushes
/// @param outboxBytes memory for them
/// @param inputDatagramsMax how many datagrams one input makes at most: with less room than that
///   the outbox is flushed between two inputs
/// @param gather when reads wait so that more datagrams leave together
/// @param gatherNsMax how long they wait, at most 5 ms
public record DriverOptions(
    String name,
    int commandsMax,
    int commandsPerTurnMax,
    int outboxDatagramsMax,
    int outboxBytes,
    int inputDatagramsMax,
    Gather gather,
    long gatherNsMax) {

  /// When a driver waits a moment before it reads.
  public enum Gather {
    NEVER,
    UNDER_LOAD,
    ALWAYS
  }

  private static final long GATHER_NS_LIMIT = 5_000_000;

  public DriverOptions {
    if (commandsMax < 1 || commandsPerTurnMax < 1 || inputDatagramsMax < 1) {
      throw new IllegalArgumentException("a driver takes at least one command and one datagram");
    }
    if (gatherNsMax < 0 || gatherNsMax > GATHER_NS_LIMIT) {
      throw new IllegalArgumentException("datagrams are held for 0 to 5 ms");
    }
  }

  public static DriverOptions named(String name) {
    return new DriverOptions(
        name, 4096, 256, 8192, 1 << 20, 256, Gather.UNDER_LOAD, GATHER_NS_LIMIT);
  }

  public DriverOptions withGather(Gather when, long nsMax) {
    return new DriverOptions(
        name,
        commandsMax,
        commandsPerTurnMax,
        outboxDatagramsMax,
        outboxBytes,
        inputDatagramsMax,
        when,
        nsMax);
  }
}
