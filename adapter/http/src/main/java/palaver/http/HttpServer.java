// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import palaver.http.access.AccountTokens;
import palaver.http.access.Caller;
import palaver.http.access.ClientAddress;
import palaver.http.access.GuestTickets;
import palaver.http.access.Origins;
import palaver.http.access.ParticipantTokens;
import palaver.http.access.Rates;
import palaver.http.access.Tokens;
import palaver.http.monitor.RequestIds;
import palaver.http.monitor.RequestLog;
import palaver.http.rest.Doorman;
import palaver.http.rest.Errors;
import palaver.http.rest.IdentityCalls;
import palaver.http.rest.IdentityPorts;
import palaver.http.rest.MetricsCall;
import palaver.http.rest.Patience;
import palaver.http.rest.RefusedException;
import palaver.http.rest.RestCalls;
import palaver.http.signal.SignalDriver;
import palaver.http.signal.SignalSockets;
import palaver.http.web.ApiPage;
import palaver.http.web.FirstAdminPage;
import palaver.http.web.OpenApiDocument;
import palaver.http.web.Pages;
import palaver.http.web.SecurityHeaders;
import palaver.identity.ServerKeyRecords;
import palaver.rooms.ErrorCode;

/// REST, signaling, OpenAPI and the page on one port.
public final class HttpServer {
  private static final String SIGNALING_PATH = "/api/voice/signal";

  private final HttpConfig config;
  private final SignalSockets sockets;
  private final Doorman doorman;
  private final RestCalls calls;
  private final IdentityCalls identityCalls;
  private final RequestIds requestIds;
  private final RequestLog requestLog;
  private final MetricsCall metrics;
  private final Errors errors;
  private final Javalin javalin;

  public HttpServer(HttpConfig config, SignalDriver signal, HttpPorts ports) {
    this.config = config;
    HttpLimits limits = config.limits();
    GuestTickets guestTickets = new GuestTickets(ports.identity().signer(), ports.wallClock());
    doorman = doorman(config, ports, guestTickets);
    sockets =
        new SignalSockets(
            signal,
            limits.frameBytesMax(),
            limits.outboxMessagesMax(),
            limits.socketsMax(),
            limits.writeTimeout(),
            ports.wallClock());
    calls =
        new RestCalls(
            new RestCalls.Settings(
                config.version(), config.features(), limits.bodyBytesMax(), limits.callTimeout()),
            new RestCalls.Surroundings(
                signal,
                ports.records(),
                ports.health(),
                ports.worlds(),
                ports.community(),
                ports.insight(),
                ports.monitoring(),
                ports.secrets(),
                ports.wallClock()),
            doorman,
            guestTickets);
    identityCalls =
        new IdentityCalls(
            ports.identity(),
            ports.firstAdmin(),
            doorman,
            new Patience(limits.callTimeout()),
            limits.bodyBytesMax());
    requestIds = new RequestIds(ports.secrets());
    requestLog = new RequestLog(ports.monitoring().requests());
    metrics = new MetricsCall(doorman, ports.monitoring().metrics());
    errors = new Errors(ports.secrets(), ports.wallClock());
    javalin = Javalin.create(this::configure);
  }

  private static Doorman doorman(HttpConfig config, HttpPorts ports, GuestTickets guestTickets) {
    IdentityPorts identity = ports.identity();
    Tokens tokens =
        new Tokens(
            hash -> key(identity.keys(), hash),
            guestTickets,
            new ParticipantTokens(identity.signer(), identity.wallClock()),
            new AccountTokens(identity.signer(), identity.wallClock()));
    return new Doorman(
        new Origins(config.allowedOrigins()),
        new ClientAddress(config.trustedProxies()),
        new Rates(config.limits().rates(), config.limits().rateSubjectsMax()),
        tokens,
        identity,
        new Patience(config.limits().callTimeout()));
  }

  private static Optional<Caller.ServerKey> key(ServerKeyRecords keys, byte[] sha256) {
    return keys.valid(HexFormat.of().formatHex(sha256))
        .map(key -> new Caller.ServerKey(key.id(), key.scopes()));
  }

  /// Opens the port; the real one is the answer.
  public int start() throws CannotListenException {
    try {
      return javalin.start().port();
    } catch (RuntimeException e) {
      javalin.stop();
      throw CannotListenException.because(config.host(), config.port(), e);
    }
  }

  /// Lets queued messages leave, then closes everything. Call [SignalDriver#stop] first.
  public void stop() throws InterruptedException {
    sockets.stop();
    calls.stop();
    javalin.stop();
  }

  /// The REST calls that there are, such as `GET /api/health`.
  List<String> apiRoutes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(route -> route.path.startsWith("/api/") && route.method.isHttpMethod())
        .map(route -> route.method.name() + " " + route.path)
        .toList();
  }

  private void configure(JavalinConfig javalinConfig) {
    javalinConfig.startup.showJavalinBanner = false;
    javalinConfig.startup.showOldJavalinVersionWarning = false;
    javalinConfig.concurrency.useVirtualThreads = true;
    javalinConfig.http.prefer405over404 = true;
    javalinConfig.http.maxRequestSize = config.limits().bodyBytesMax();
    javalinConfig.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalinConfig.jetty.addConnector((server, http) -> Connectors.connector(server, http, config));
    javalinConfig.jetty.modifyWebSocketServletFactory(SignalSockets::limit);
    javalinConfig.requestLogger.http(requestLog::answered);
    errors.install(javalinConfig);
    routes(javalinConfig.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(requestIds::begin);
    routes.before(SecurityHeaders::add);
    calls.install(routes);
    identityCalls.install(routes);
    routes.wsBeforeUpgrade(
        SIGNALING_PATH,
        context -> {
          doorman.checkUpgrade(context);
          if (!sockets.hasRoom()) {
            throw new RefusedException(ErrorCode.OVERLOADED, "Too many connections are open.");
          }
        });
    routes.ws(SIGNALING_PATH, sockets::route);
    routes.get("/metrics", metrics::handle);
    OpenApiDocument openApi = new OpenApiDocument(config.version());
    routes.get("/openapi.json", openApi::handle);
    routes.get("/docs/api", openApi.page()::handle);
    routes.get("/docs/api.css", ApiPage::style);
    routes.get("/first-admin", FirstAdminPage::page);
    routes.get("/first-admin.js", FirstAdminPage::script);
    Pages pages = new Pages();
    routes.get("/", pages::index);
    routes.get("/admin", pages::admin);
    routes.get("/{file}", pages::file);
    routes.get("/assets/{file}", pages::asset);
  }
}
