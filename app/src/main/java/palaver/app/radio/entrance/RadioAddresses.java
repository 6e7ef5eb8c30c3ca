// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;
import palaver.base.Bytes;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// Where members are, over a restart: the file `addresses`, one member a line (node, address,
/// port), written anew twice a minute while they change. A line that cannot be read is left out: it
/// is only where to knock.
public final class RadioAddresses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioAddresses.class);
  private static final String FILE = "addresses";
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(30);
  private static final int PORT_MAX = 65_535;

  private final DataFolder folder;
  private final Supplier<List<PeerAddress>> now;
  private final Thread thread;
  private volatile boolean closing;
  private List<PeerAddress> kept;

  /// Keeps from now on what `now` says.
  public RadioAddresses(
      DataFolder folder, List<PeerAddress> kept, Supplier<List<PeerAddress>> now) {
    this.folder = folder;
    this.kept = kept;
    this.now = now;
    thread = Thread.ofVirtual().name("radio-addresses").start(this::run);
  }

  /// What an earlier run has kept.
  public static List<PeerAddress> read(DataFolder folder) throws IOException {
    Path file = folder.file(FILE);
    List<PeerAddress> addresses = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        add(line.split(" ", -1), addresses);
      }
    }
    return addresses;
  }

  private static void add(String[] fields, List<PeerAddress> to) throws IOException {
    boolean whole =
        fields.length == 3
            && fields[0].matches("[0-9a-f]{16}")
            && fields[1].matches("[0-9a-f.:]{2,45}")
            && fields[2].matches("[0-9]{1,5}");
    int port = whole ? Integer.parseInt(fields[2]) : 0;
    if (port > 0 && port <= PORT_MAX) {
      // A literal: nothing is looked up.
      byte[] ip = InetAddress.getByName(fields[1]).getAddress();
      NodeId node = new NodeId(HexFormat.fromHexDigitsToLong(fields[0]));
      to.add(new PeerAddress(node, Bytes.of(ip), port));
    }
  }

  private void run() {
    while (!closing) {
      LockSupport.parkNanos(this, EVERY_NS);
      if (!closing) {
        keep();
      }
    }
  }

  /// Nobody there says nothing about where they were.
  private synchronized void keep() {
    try {
      List<PeerAddress> found = now.get();
      if (!found.isEmpty() && !found.equals(kept)) {
        write(found);
        kept = found;
      }
    } catch (IOException | IllegalStateException failure) {
      LOG.warn("the addresses of the others could not be kept", failure);
    }
  }

  private void write(List<PeerAddress> addresses) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (PeerAddress each : addresses) {
      String ip = InetAddress.getByAddress(each.ip().toArray()).getHostAddress();
      lines.append(each.node()).append(' ').append(ip).append(' ').append(each.port());
      lines.append('\n');
    }
    folder.writeSecret(FILE, lines.toString());
  }

  /// Keeps them a last time, while the node still answers.
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    keep();
  }
}
