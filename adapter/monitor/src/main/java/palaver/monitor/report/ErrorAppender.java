// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.report;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/// Reports what is logged as an error, with the fields that the log line has.
public final class ErrorAppender extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final String OF_THE_REPORTER = "io.sentry";

  private final ErrorReports reports;
  private final Logger root;

  private ErrorAppender(ErrorReports reports, Logger root) {
    this.reports = reports;
    this.root = root;
  }

  /// Listens to the whole process; close it to stop.
  public static ErrorAppender install(ErrorReports reports) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ErrorAppender appender = new ErrorAppender(reports, root);
    appender.setContext(root.getLoggerContext());
    appender.setName("error-reports");
    appender.start();
    root.addAppender(appender);
    return appender;
  }

  /// Listens no more.
  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)
        && !event.getLoggerName().startsWith(OF_THE_REPORTER)) {
      reports.report(event.getLoggerName(), event.getFormattedMessage(), cause(event), tags(event));
    }
  }

  private static @Nullable Throwable cause(ILoggingEvent event) {
    return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
  }

  private static Map<String, String> tags(ILoggingEvent event) {
    Map<String, String> tags = new TreeMap<>(event.getMDCPropertyMap());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        tags.put(pair.key, String.valueOf(pair.value));
      }
    }
    return tags;
  }
}
