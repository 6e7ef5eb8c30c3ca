// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks each second which interfaces there are, and each half minute where static peers are. On a
/// thread of its own, because a name server may take its time.
final class SurroundingsWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SurroundingsWatch.class);
  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int LOOKS_PER_RESOLUTION = 30;

  private final RadioNetwork network;
  private final Consumer<Surroundings> changed;
  private final Map<PeerName, InetSocketAddress> resolved =
      new TreeMap<>(java.util.Comparator.comparing(PeerName::toString));
  private final Thread thread;
  private Surroundings last = Surroundings.NONE;
  private int looks;

  /// Starts to look.
  ///
  /// @param changed takes what is new, on the watch's thread
  SurroundingsWatch(RadioNetwork network, Consumer<Surroundings> changed) {
    this.network = network;
    this.changed = changed;
    thread = Thread.ofVirtual().name("radio-surroundings").start(this::run);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        TimeUnit.NANOSECONDS.sleep(LOOK_NS);
      }
    } catch (InterruptedException _) {
      // The driver closes.
    }
  }

  private void look() {
    boolean missing = resolved.size() < network.peers().size();
    if (looks++ % LOOKS_PER_RESOLUTION == 0 || missing) {
      resolve();
    }
    Surroundings now = new Surroundings(links(), new ArrayList<>(resolved.values()), own());
    if (!now.equals(last)) {
      last = now;
      changed.accept(now);
    }
  }

  private List<Link> links() {
    if (!network.multicast() && !network.dnsSd()) {
      return List.of();
    }
    try {
      return Link.present(network.bind());
    } catch (IOException failure) {
      LOG.debug("the interfaces could not be listed", failure);
      return last.links();
    }
  }

  private List<InetAddress> own() {
    try {
      return Link.addresses();
    } catch (IOException failure) {
      LOG.debug("the addresses could not be listed", failure);
      return last.own();
    }
  }

  private void resolve() {
    for (PeerName peer : network.peers()) {
      try {
        InetAddress address = InetAddress.getByName(peer.host());
        resolved.put(peer, new InetSocketAddress(address, peer.port()));
      } catch (UnknownHostException unknown) {
        LOG.debug("the peer {} is not known yet", peer, unknown);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
