// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.StartFailure;

/// A radio node as the whole life of a process.
final class RadioRun {

  private static final Logger LOG = LoggerFactory.getLogger(RadioRun.class);

  private RadioRun() {}

  /// Ends with 1 when the node cannot go on; SIGTERM and SIGINT end the process with code 0 once
  /// the others have been told.
  ///
  /// @param screen whether to show the node in this terminal
  static int untilStopped(RadioOptions options, PrintWriter out, boolean screen)
      throws StartFailure, InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    RadioStation station = RadioStation.start(options, failed::countDown);
    out.println("Palaver radio is ready: " + station.address());
    RadioHandsets handsets = station.handsets();
    if (handsets != null) {
      RadioHandsets.Code code = handsets.code();
      out.println("A phone joins at " + code.url());
      if (screen) {
        TerminalQrCode.lines(code.url()).forEach(out::println);
      }
      HandsetDesk.remarks(code).forEach(out::println);
    }
    out.flush();
    RadioTerminal terminal = screen ? RadioTerminal.open(station, out, options.data()) : null;
    AtomicBoolean asked = new AtomicBoolean(true);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(station, terminal, asked), "stop"));
    failed.await();
    asked.set(false);
    return 1;
  }

  private static void stop(
      RadioStation station, @Nullable RadioTerminal terminal, AtomicBoolean asked) {
    LOG.info("stopping");
    if (terminal != null) {
      terminal.close();
    }
    station.close();
    Runtime.getRuntime().halt(asked.get() ? 0 : 1);
  }
}
