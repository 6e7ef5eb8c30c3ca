// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.Console;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.health.RadioView;
import palaver.app.start.StartFailure;
import palaver.floor.ParticipantState;

/// A node's screen in the terminal that it was started in, with a key to talk. The log goes to a
/// file meanwhile.
public final class RadioTerminal implements AutoCloseable {

  /// The log's name in the data folder.
  static final String LOG_FILE = "radio.log";

  private static final Logger LOG = LoggerFactory.getLogger(RadioTerminal.class);
  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String END_OF_LINE = "\u001b[K\r\n";
  private static final String END_OF_SCREEN = "\u001b[J";
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long KEYS_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int COLUMNS = 80;
  private static final int END_OF_INPUT = -1;
  private static final int ESCAPE = 27;

  /// Whether the log was begun: a screen that comes again goes on with it.
  private static volatile boolean again;

  private final RadioStation station;
  private final PrintWriter out;
  private final String before;
  private final KeyHold key = new KeyHold();
  private final Object hand = new Object();
  private volatile boolean closing;
  private boolean pressed;

  private RadioTerminal(RadioStation station, PrintWriter out, String before) {
    this.station = station;
    this.out = out;
    this.before = before;
  }

  /// Whether this process has a terminal to itself.
  public static boolean isThere() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return terminal && !stty("-g").isEmpty();
  }

  /// Shows a node from now on.
  static RadioTerminal open(RadioStation station, PrintWriter out, Path data) throws StartFailure {
    try {
      // The screen would be written over. Console logging looks up System.err for each line.
      PrintStream log =
          new PrintStream(
              new FileOutputStream(data.resolve(LOG_FILE).toFile(), again),
              true,
              StandardCharsets.UTF_8);
      again = true;
      System.setErr(log);
    } catch (IOException failure) {
      throw new StartFailure("the log " + LOG_FILE + " cannot be written", failure);
    }
    RadioTerminal terminal = new RadioTerminal(station, out, stty("-g"));
    stty("-icanon", "-echo", "min", "0", "time", "0");
    out.print(ENTER);
    Thread.ofPlatform().name("radio-terminal").daemon(true).start(terminal::run);
    return terminal;
  }

  /// Has the terminal do something; what `stty` printed, empty when there is none.
  private static String stty(String... words) {
    String command = "stty " + String.join(" ", words) + " < /dev/tty";
    try {
      Process process =
          new ProcessBuilder("/bin/sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.strip() : "";
    } catch (IOException absent) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static int columns() {
    String[] size = stty("size").split(" ", 2);
    boolean known = size.length == 2 && size[1].matches("[1-9][0-9]{0,3}");
    return known ? Integer.parseInt(size[1]) : COLUMNS;
  }

  private void run() {
    RadioScreen screen = new RadioScreen(columns());
    long lookedNs = System.nanoTime() - LOOK_NS;
    while (!closing) {
      try {
        keys();
        long nowNs = System.nanoTime();
        if (nowNs - lookedNs >= LOOK_NS) {
          lookedNs = nowNs;
          RadioView view = station.view();
          if (isOver(view.press())) {
            key.letGo();
          }
          draw(screen.lines(view, station.sound().microphone(), station.address()));
        }
      } catch (IOException | IllegalStateException failure) {
        LOG.debug("the terminal was not drawn", failure);
      }
      LockSupport.parkNanos(this, KEYS_NS);
    }
  }

  /// Whether the press has come to nothing, so that the next stroke is a new one.
  private static boolean isOver(ParticipantState press) {
    return press instanceof ParticipantState.Denied || press instanceof ParticipantState.Revoked;
  }

  private void keys() throws IOException {
    while (System.in.available() > 0) {
      switch (System.in.read()) {
        case ' ', '\n', '\r' -> key.stroke(System.nanoTime());
        case ESCAPE -> key.letGo();
        case 'q', END_OF_INPUT -> quit();
        default -> {}
      }
    }
    key.tick(System.nanoTime());
    press(key.isDown());
  }

  private void press(boolean down) {
    if (down != pressed) {
      pressed = down;
      if (!down) {
        station.button().release(hand);
      } else if (station.button().press(hand, false) != null) {
        key.letGo();
        pressed = false;
      }
    }
  }

  private static void quit() {
    Thread.ofPlatform().name("quit").start(() -> Runtime.getRuntime().exit(0));
  }

  private void draw(List<String> lines) {
    out.print(HOME + String.join(END_OF_LINE, lines) + END_OF_LINE + END_OF_SCREEN);
    out.flush();
  }

  /// Gives the terminal back as it was.
  @Override
  public void close() {
    closing = true;
    station.button().release(hand);
    stty(before);
    out.print(LEAVE);
    out.flush();
  }
}
