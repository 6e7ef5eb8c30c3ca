// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.ServerOptions.TlsChoice;
import palaver.app.start.StartFailure;

/// A server as the whole life of a process: start, say so, serve until told to stop.
final class ServerRun {

  private static final Logger LOG = LoggerFactory.getLogger(ServerRun.class);

  private ServerRun() {}

  /// Never returns normally: SIGTERM and SIGINT end the process with code 0 once everybody has been
  /// told and every session has its end.
  static int untilStopped(ServerOptions options, PrintWriter out)
      throws StartFailure, InterruptedException {
    warnOfRefusedMicrophones(options);
    PalaverServer server = PalaverServer.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    announce(server, out);
    new CountDownLatch(1).await();
    return 0;
  }

  /// Prints what a person needs next.
  static void announce(PalaverServer server, PrintWriter out) {
    out.println("Palaver is ready: " + server.address());
    out.println(
        "Media ports (UDP): "
            + server.mediaPorts().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    String link = server.firstAdminLink();
    if (link != null) {
      out.println("There is no admin yet. Make the first one within an hour: " + link);
    }
    out.flush();
  }

  /// A virtual machine that a signal ends would answer 143; we did what we were asked, so 0.
  private static void stop(PalaverServer server) {
    LOG.info("stopping");
    server.close();
    Runtime.getRuntime().halt(0);
  }

  static boolean microphonesAreRefused(ServerOptions options) {
    if (!(options.tls() instanceof TlsChoice.Off)) {
      return false;
    }
    try {
      return !InetAddress.getByName(options.host()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return true;
    }
  }

  private static void warnOfRefusedMicrophones(ServerOptions options) {
    if (microphonesAreRefused(options)) {
      LOG.warn(
          "Browsers refuse microphones at {} without TLS, except on this machine: see {}",
          options.host(),
          List.of("--tls-cert", "--tls-self-signed"));
    }
  }
}
