// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.report;

import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands defects to an error reporter that speaks Sentry's protocol, by Sentry's own library. There
/// is one per process, as the library has it. Sending happens on the library's thread; when its
/// queue is full an event is dropped.
public final class ErrorReports implements AutoCloseable {

  private static final int WAITING_MAX = 100;
  private static final long FLUSH_MS = 2_000;

  private final Runnable reported;

  private ErrorReports(Runnable reported) {
    this.reported = reported;
  }

  /// Starts reporting.
  ///
  /// @param dsn where to, such as `https://key@errors.example.org/7`; holds a key
  /// @param release what runs, such as `palaver@1.2.0`
  /// @param reported called for each report
  /// @throws IllegalArgumentException when `dsn` is none; the message does not repeat it
  public static ErrorReports start(String dsn, String release, Runnable reported) {
    requireDsn(dsn);
    Sentry.init(options -> configure(options, dsn, release), true);
    return new ErrorReports(reported);
  }

  private static void requireDsn(String dsn) {
    try {
      URI uri = URI.create(dsn);
      if (uri.getHost() != null
          && uri.getUserInfo() != null
          && uri.getPath().matches(".*/\\d+")
          && List.of("http", "https").contains(uri.getScheme())) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // Told below, without the text.
    }
    throw new IllegalArgumentException("a DSN looks like https://KEY@HOST/PROJECT");
  }

  private static void configure(SentryOptions options, String dsn, String release) {
    options.setDsn(dsn);
    options.setRelease(release);
    options.setAttachServerName(false);
    options.setEnableExternalConfiguration(false);
    options.setEnableAutoSessionTracking(false);
    options.setEnableShutdownHook(false);
    options.setSendModules(false);
    options.setMaxBreadcrumbs(0);
    options.setMaxQueueSize(WAITING_MAX);
    options.addInAppInclude("palaver");
    options.setBeforeSend((event, _) -> scrubbed(event));
  }

  private static SentryEvent scrubbed(SentryEvent event) {
    event.setUser(null);
    event.setRequest(null);
    event.setServerName(null);
    event.setBreadcrumbs(null);
    List<SentryException> exceptions = event.getExceptions();
    if (exceptions != null) {
      for (SentryException exception : exceptions) {
        String value = exception.getValue();
        exception.setValue(value == null ? null : Scrubber.scrub(value));
      }
    }
    return event;
  }

  /// Reports one defect.
  ///
  /// @param tags such as `correlation_id`
  public void report(
      String logger, String text, @Nullable Throwable cause, Map<String, String> tags) {
    SentryEvent event = new SentryEvent();
    event.setLevel(SentryLevel.ERROR);
    event.setLogger(logger);
    Message message = new Message();
    message.setFormatted(Scrubber.scrub(text));
    event.setMessage(message);
    if (cause != null) {
      event.setThrowable(cause);
    }
    tags.forEach((name, value) -> event.setTag(name, Scrubber.scrub(value)));
    Sentry.captureEvent(event);
    reported.run();
  }

  /// Sends what waits, for two seconds at most.
  @Override
  public void close() {
    Sentry.flush(FLUSH_MS);
    Sentry.close();
  }
}
