// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.StartFailure;

/// A node of protocol v1 as the whole life of a process.
final class V1Run {

  private static final Logger LOG = LoggerFactory.getLogger(V1Run.class);

  private V1Run() {}

  /// Ends with 1 when the node cannot go on; SIGTERM and SIGINT end the process with code 0.
  static int untilStopped(RadioOptions options, PrintWriter out)
      throws StartFailure, InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    V1Station station = V1Station.start(options, failed::countDown);
    LOG.warn("protocol v1 has no security: anybody in this network can be heard, and can listen");
    out.println("Palaver radio is ready: protocol v1, UDP port " + station.port());
    out.flush();
    AtomicInteger code = new AtomicInteger();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(station, code), "stop"));
    failed.await();
    code.set(1);
    return 1;
  }

  private static void stop(V1Station station, AtomicInteger code) {
    LOG.info("stopping");
    station.close();
    Runtime.getRuntime().halt(code.get());
  }
}
