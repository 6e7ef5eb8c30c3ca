// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.start.StartFailure;

/// A radio node as the whole life of a process.
public final class RadioRun implements RadioProcess.Watcher {

  private static final Logger LOG = LoggerFactory.getLogger(RadioRun.class);

  private final RadioOptions options;
  private final PrintWriter out;
  private final boolean screen;
  private final CountDownLatch failed = new CountDownLatch(1);
  private final AtomicBoolean asked = new AtomicBoolean(true);
  private volatile @Nullable RadioTerminal terminal;

  private RadioRun(RadioOptions options, PrintWriter out, boolean screen) {
    this.options = options;
    this.out = out;
    this.screen = screen;
  }

  /// Ends with 1 when the node cannot go on; SIGTERM and SIGINT end the process with code 0 once
  /// the others have been told.
  ///
  /// @param screen whether to show the node in this terminal
  public static int untilStopped(RadioOptions options, PrintWriter out, boolean screen)
      throws StartFailure, InterruptedException {
    RadioRun run = new RadioRun(options, out, screen);
    RadioProcess process = RadioProcess.start(options, run);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run.stop(process), "stop"));
    run.failed.await();
    run.asked.set(false);
    return 1;
  }

  @Override
  public void opened(Station station) throws StartFailure {
    if (station instanceof V1Station) {
      LOG.warn("protocol v1 has no security: anybody in this network can be heard, and can listen");
    }
    out.println("Palaver radio is ready: " + station.ready());
    if (station instanceof RadioStation radio) {
      show(radio);
    }
    out.flush();
  }

  private void show(RadioStation radio) throws StartFailure {
    RadioHandsets handsets = radio.handsets();
    if (handsets != null) {
      RadioHandsets.Code code = handsets.code();
      out.println("A phone joins at " + code.url());
      if (screen) {
        TerminalQrCode.lines(code.url()).forEach(out::println);
      }
      HandsetDesk.remarks(code).forEach(out::println);
    }
    out.flush();
    terminal = screen ? RadioTerminal.open(radio, out, options.data()) : null;
  }

  @Override
  public void closing() {
    RadioTerminal open = terminal;
    terminal = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void failed() {
    failed.countDown();
  }

  private void stop(RadioProcess process) {
    LOG.info("stopping");
    closing();
    process.close();
    Runtime.getRuntime().halt(asked.get() ? 0 : 1);
  }
}
