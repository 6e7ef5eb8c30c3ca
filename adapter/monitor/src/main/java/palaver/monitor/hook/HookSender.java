// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Delivers one message over a connection of its own. It speaks HTTP/1.1 itself, for one reason:
/// the connection must go to the address that was judged, and Java's client resolves the name
/// again. Redirects are not followed: another address than the one that was set has not been
/// judged.
public final class HookSender {

  private static final int STATUS_LINE_BYTES_MAX = 1024;

  private final String secret;
  private final boolean privateAllowed;
  private final Duration timeout;
  private final InstantSource wallClock;
  private final String userAgent;

  /// @param secret signs each message
  /// @param privateAllowed whether the target may be an address of the server's own network
  /// @param timeout for the connection, and for the answer
  public HookSender(
      String secret,
      boolean privateAllowed,
      Duration timeout,
      InstantSource wallClock,
      String userAgent) {
    this.secret = secret;
    this.privateAllowed = privateAllowed;
    this.timeout = timeout;
    this.wallClock = wallClock;
    this.userAgent = userAgent;
  }

  /// Sends `body`, and answers the status.
  ///
  /// @param deliveryId the same for each try, so that a receiver can tell that it has it
  /// @throws RefusedTargetException when the target may not be called
  public int send(HookTarget target, String deliveryId, byte[] body) throws IOException {
    InetAddress address = judged(target);
    int timeoutMs = (int) timeout.toMillis();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, target.port()), timeoutMs);
      plain.setSoTimeout(timeoutMs);
      try (Socket socket = target.tls() ? encrypted(plain, target) : plain) {
        OutputStream out = socket.getOutputStream();
        out.write(head(target, deliveryId, body).getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
        return status(
            new BufferedInputStream(socket.getInputStream()),
            System.nanoTime() + timeout.toNanos());
      }
    }
  }

  private InetAddress judged(HookTarget target) throws IOException {
    InetAddress[] all = InetAddress.getAllByName(target.hostName());
    for (InetAddress address : all) {
      if (!privateAllowed && !PublicAddresses.isPublic(address)) {
        throw new RefusedTargetException(
            target + " is " + address.getHostAddress() + ", which is not on the open internet");
      }
    }
    return all[0];
  }

  private static Socket encrypted(Socket plain, HookTarget target) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket =
        (SSLSocket) factory.createSocket(plain, target.hostName(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private String head(HookTarget target, String deliveryId, byte[] body) {
    return String.join(
        "\r\n",
        "POST " + target.path() + " HTTP/1.1",
        "Host: " + target.hostHeader(),
        "User-Agent: " + userAgent,
        "Content-Type: application/json",
        "Content-Length: " + body.length,
        "X-Palaver-Delivery: " + deliveryId,
        Signature.HEADER + ": " + Signature.of(secret, wallClock.instant().getEpochSecond(), body),
        "Connection: close",
        "",
        "");
  }

  /// The status of the answer; what follows its first line is of no interest.
  static int status(InputStream in, long deadlineNs) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      if (line.length() == STATUS_LINE_BYTES_MAX || System.nanoTime() - deadlineNs > 0) {
        throw new IOException("the answer is not HTTP");
      }
      line.append((char) next);
    }
    String[] words = line.toString().strip().split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("the answer is not HTTP");
    }
    return Integer.parseInt(words[1]);
  }
}
