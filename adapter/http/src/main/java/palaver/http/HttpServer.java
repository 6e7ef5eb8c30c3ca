// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import palaver.http.signal.SignalDriver;

/// REST, signaling, OpenAPI and the page on one port.
public final class HttpServer {
  private final HttpConfig config;
  private final Javalin javalin;

  public HttpServer(HttpConfig config, SignalDriver signal, HttpPorts ports) {
    this.config = config;
    javalin = Javalin.create(c -> c.concurrency.useVirtualThreads = true);
  }

  /// Opens the port; the real one is the answer.
  public int start() throws CannotListenException {
    try {
      return javalin.start(config.host(), config.port()).port();
    } catch (JavalinBindException e) {
      throw new CannotListenException(config.host(), config.port(), "the port is in use", e);
    }
  }

  /// Lets queued messages leave, then closes everything. Call [SignalDriver#stop] first.
  public void stop() {
    javalin.stop();
  }
}
