// SPDX-License-Identifier: Apache-2.0
package palaver.app.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.start.DataFolder;

/// The Unix socket in the data folder through which `palaver admin` reaches a running server. Each
/// connection carries one request, ended by closing the way in, and one answer.
public final class ConsoleSocket implements AutoCloseable {

  public static final String FILE = "admin.sock";

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleSocket.class);
  private static final int REQUEST_BYTES_MAX = 64 * 1024;
  private static final int CONNECTIONS_MAX = 16;

  /// The longest name of a Unix socket that every system takes.
  private static final int NAME_BYTES_MAX = 103;

  private final ServerSocketChannel listening;
  private final Path file;
  private final UnaryOperator<String> answers;
  private final Semaphore places = new Semaphore(CONNECTIONS_MAX);

  private ConsoleSocket(ServerSocketChannel listening, Path file, UnaryOperator<String> answers) {
    this.listening = listening;
    this.file = file;
    this.answers = answers;
  }

  /// Opens the socket, which only the owner of the data folder may use; null when the folder cannot
  /// have one, which keeps no server from running.
  public static @Nullable ConsoleSocket open(DataFolder data, AdminConsole console) {
    return open(data, console::answer);
  }

  /// The same with who answers each request.
  public static @Nullable ConsoleSocket open(DataFolder data, UnaryOperator<String> answers) {
    Path file = data.file(FILE);
    UnixDomainSocketAddress address = address(file);
    if (address == null) {
      LOG.warn("The name of {} is too long for a socket: `palaver admin` needs a stop.", file);
      return null;
    }
    try {
      ConsoleSocket socket = new ConsoleSocket(listening(data, file, address), file, answers);
      Thread.ofVirtual().name("console").start(socket::accept);
      return socket;
    } catch (IOException | UnsupportedOperationException failure) {
      LOG.warn("There is no socket {}: `palaver admin` needs a stop.", file, failure);
      return null;
    }
  }

  private static ServerSocketChannel listening(
      DataFolder data, Path file, UnixDomainSocketAddress address) throws IOException {
    Files.deleteIfExists(file);
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(address);
      data.restrict(FILE);
      return listening;
    } catch (IOException failure) {
      listening.close();
      throw failure;
    }
  }

  /// The shorter of the file's names, from the root or from here.
  public static @Nullable UnixDomainSocketAddress address(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    Path relative = here.relativize(absolute);
    Path shorter =
        relative.toString().length() < absolute.toString().length() ? relative : absolute;
    return shorter.toString().getBytes(UTF_8).length > NAME_BYTES_MAX
        ? null
        : UnixDomainSocketAddress.of(shorter);
  }

  private void accept() {
    try {
      while (listening.isOpen()) {
        SocketChannel connection = listening.accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().name("console-call").start(() -> serve(connection));
        } else {
          connection.close();
        }
      }
    } catch (ClosedChannelException _) {
      // The server stops.
    } catch (IOException failure) {
      LOG.warn("the console takes no more commands", failure);
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      String request = readAll(connection, REQUEST_BYTES_MAX);
      ByteBuffer answer = ByteBuffer.wrap(answers.apply(request).getBytes(UTF_8));
      while (answer.hasRemaining()) {
        connection.write(answer);
      }
    } catch (IOException failure) {
      LOG.debug("a command of the console broke off", failure);
    } finally {
      places.release();
    }
  }

  /// What comes until the other end closes its way out.
  public static String readAll(SocketChannel connection, int bytesMax) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(bytesMax);
    while (connection.read(bytes) >= 0) {
      if (!bytes.hasRemaining()) {
        throw new IOException("more than " + bytesMax + " bytes came");
      }
    }
    return UTF_8.decode(bytes.flip()).toString();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Files.deleteIfExists(file);
  }
}
