// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import palaver.base.SessionId;
import palaver.rtc.SrtpKeys;

/// A sink that keeps the results of handshakes and hands their datagrams on.
final class Outcomes implements HandshakeSink {

  private final Map<SessionId, CompletableFuture<SrtpKeys>> keys = new ConcurrentHashMap<>();
  private final Map<SessionId, CompletableFuture<String>> reasons = new ConcurrentHashMap<>();
  private volatile BiConsumer<SessionId, byte[]> out = (_, _) -> {};

  void sendTo(BiConsumer<SessionId, byte[]> receiver) {
    out = receiver;
  }

  SrtpKeys keys(SessionId session) throws Exception {
    return future(keys, session).get(15, TimeUnit.SECONDS);
  }

  String reason(SessionId session) throws Exception {
    return future(reasons, session).get(15, TimeUnit.SECONDS);
  }

  /// Whether nothing was heard of `session` yet.
  boolean isSilent(SessionId session) {
    return !future(keys, session).isDone();
  }

  void clear() {
    keys.clear();
    reasons.clear();
  }

  private static <T> CompletableFuture<T> future(
      Map<SessionId, CompletableFuture<T>> map, SessionId session) {
    return map.computeIfAbsent(session, _ -> new CompletableFuture<>());
  }

  @Override
  public void send(SessionId session, byte[] datagram) {
    out.accept(session, datagram);
  }

  @Override
  public void done(SessionId session, SrtpKeys result) {
    future(keys, session).complete(result);
    future(reasons, session).completeExceptionally(new AssertionError("it gave keys"));
  }

  @Override
  public void failed(SessionId session, String reason) {
    future(reasons, session).complete(reason);
    future(keys, session).completeExceptionally(new AssertionError(reason));
  }
}
