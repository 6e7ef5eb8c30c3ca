// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.console.ConsoleSocket;
import palaver.app.start.DataFolder;

/// The way of the commands to this process, whatever it is doing: at the door of a channel, a node
/// of one protocol, or on the way from one to the other.
public final class RadioControl implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioControl.class);

  private volatile @Nullable AdminConsole now;
  private final @Nullable ConsoleSocket socket;

  private RadioControl(DataFolder folder) {
    socket = ConsoleSocket.open(folder, this::answer);
  }

  /// Takes commands from now on; all are refused until [#answeredBy].
  static RadioControl open(DataFolder folder) {
    return new RadioControl(folder);
  }

  /// Who answers from now on; null while nobody can.
  public void answeredBy(@Nullable AdminConsole console) {
    now = console;
  }

  private String answer(String request) {
    AdminConsole console = now;
    return console == null
        ? AdminConsole.text(new ConsoleAnswer(false, List.of(), List.of("the node starts")))
        : console.answer(request);
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException failure) {
      LOG.debug("the console did not close", failure);
    }
  }
}
