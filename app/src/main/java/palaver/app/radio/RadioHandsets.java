// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.media.MachineAddresses;
import palaver.app.media.SelfSignedFiles;
import palaver.app.media.TlsFiles;
import palaver.app.radio.entrance.HandsetOptions;
import palaver.app.radio.entrance.RadioHome;
import palaver.app.radio.voice.RadioEars;
import palaver.app.radio.voice.RadioTalker;
import palaver.app.radio.voice.RadioTurn;
import palaver.app.start.StartFailure;
import palaver.base.Parsed;
import palaver.base.SessionId;
import palaver.http.CannotListenException;
import palaver.http.radio.PageCommand;
import palaver.http.radio.RadioHost;
import palaver.http.radio.RadioServer;
import palaver.net.SystemSecrets;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The phones that join through a node: their page over TLS, their media, and who they are.
final class RadioHandsets implements RadioHost, RadioEars.Handsets, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioHandsets.class);
  private static final Duration HELLO_WITHIN = Duration.ofSeconds(10);

  private final RadioBoard board;
  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioTurn turn;
  private final int priority;
  private final HandsetBook book;
  private final HandsetFrames frames;
  private final List<String> addresses;
  private final String fingerprint;
  private final HandsetMedia media;
  private final RadioServer server;
  private final AtomicLong sessions = new AtomicLong();
  private final Map<String, HandsetPage> pages = new ConcurrentHashMap<>();
  private volatile List<Handset> connected = List.of();

  /// A code for one new handset.
  ///
  /// @param url where it joins; a secret, good once and for 15 minutes
  /// @param fingerprint of the certificate there, SHA-256
  record Code(String url, String fingerprint) {}

  private RadioHandsets(HandsetOptions options, RadioStation station, RadioHome home, int priority)
      throws StartFailure, IOException, CannotListenException {
    board = station.board();
    driver = station.driver();
    turn = station.turn();
    this.priority = priority;
    book = new HandsetBook(home.folder(), new SystemSecrets(), InstantSource.system());
    frames = new HandsetFrames(driver::wakeUp);
    InetSocketAddress at = options.address();
    InetAddress bind = at.getAddress();
    addresses =
        bind.isAnyLocalAddress()
            ? MachineAddresses.everyAddress(null, MachineAddresses.ofThisMachine())
            : List.of(MachineAddresses.numeric(bind));
    SelfSignedFiles files = SelfSignedFiles.ensure(home.folder(), addresses);
    SSLContext tls = TlsFiles.context(files.certificate(), files.key());
    fingerprint = fingerprint(TlsFiles.chain(files.certificate()).getFirst());
    server = RadioServer.openForHandsets(at, tls, this);
    try {
      media =
          HandsetMedia.open(
              bind, at.getPort(), addresses, new SystemSecrets(), frames, new Connections());
    } catch (IOException failure) {
      server.close();
      throw failure;
    }
  }

  /// Serves handsets from now on.
  ///
  /// @param priority of their presses
  static RadioHandsets open(
      HandsetOptions options, RadioStation station, RadioHome home, int priority)
      throws StartFailure {
    try {
      return new RadioHandsets(options, station, home, priority);
    } catch (CannotListenException taken) {
      throw new StartFailure("--handsets: " + taken.getMessage(), taken);
    } catch (IOException failure) {
      throw new StartFailure("--handsets: " + failure.getMessage(), failure);
    }
  }

  private static String fingerprint(X509Certificate certificate) throws StartFailure {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException damaged) {
      throw new StartFailure("the certificate is damaged", damaged);
    }
  }

  /// A new code.
  Code code() {
    String host = addresses.getFirst();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    String url = "https://" + shown + ":" + server.port() + "/handset#" + book.code();
    return new Code(url + "." + fingerprint.replace(":", ""), fingerprint);
  }

  /// Who is known, for people.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (HandsetBook.Known known : book.all()) {
      String there = isConnected(known.id()) ? "there" : "away";
      lines.add(known.id() + "  " + there + "  " + known.name());
    }
    return lines;
  }

  /// Who is known, for pages.
  ArrayNode json() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (HandsetBook.Known known : book.all()) {
      Handset here = handset(known.id());
      ObjectNode line = list.addObject().put("id", known.id()).put("name", known.name());
      line.put("connected", here != null && here.isConnected());
      line.put("talks", here != null && here.isDown());
    }
    return list;
  }

  private boolean isConnected(String id) {
    Handset here = handset(id);
    return here != null && here.isConnected();
  }

  private @Nullable Handset handset(String id) {
    for (Handset each : connected) {
      if (each.known().id().equals(id)) {
        return each;
      }
    }
    return null;
  }

  /// Puts a handset out, at once and until it is shown a new code.
  synchronized HandsetBook.Removal remove(String id) {
    HandsetBook.Removal removal = book.remove(id);
    HandsetPage page = pages.remove(id);
    if (page != null) {
      page.sendAway(HandsetBook.Cause.HANDSET_UNKNOWN);
    }
    Handset here = handset(id);
    if (here != null) {
      gone(here);
    }
    board.changed();
    return removal;
  }

  /// Takes the oldest frame of the handset that talks; false when there is none.
  boolean poll(FrameRing.Taker taker) {
    return frames.poll(taker);
  }

  @Override
  public void hear(
      @Nullable RadioTalker talker,
      long burst,
      long sequence,
      long atNs,
      byte[] bytes,
      int at,
      int length) {
    List<Handset> all = connected;
    for (int i = 0; i < all.size(); i++) {
      Handset each = all.get(i);
      if (each != talker && each.isConnected()) {
        each.voice().hear(burst, sequence, atNs, bytes, at, length);
        media.play(each.play());
      }
    }
  }

  @Override
  public void end() {
    for (Handset each : connected) {
      each.voice().end();
      media.play(each.play());
    }
  }

  @Override
  public String status() {
    return board.status();
  }

  @Override
  public String metrics() {
    return board.metrics();
  }

  @Override
  public Page open(Outbox outbox) {
    HandsetPage page = new HandsetPage(this, board, outbox);
    long untilNs = System.nanoTime() + HELLO_WITHIN.toNanos();
    Runnable wait =
        () -> {
          while (System.nanoTime() < untilNs) {
            LockSupport.parkNanos(untilNs - System.nanoTime());
          }
          if (!page.isKnown()) {
            page.giveUp();
          }
        };
    Thread.ofVirtual().name("handset-hello").start(wait);
    return page;
  }

  /// A page says who it is.
  HandsetBook.Entry enter(PageCommand.Hello hello, HandsetPage page) {
    if (!hello.key().isEmpty()) {
      HandsetBook.Known known = book.find(hello.key());
      if (known != null) {
        return new HandsetBook.Entry.Admitted(known, hello.key());
      }
      if (hello.code().isEmpty()) {
        return new HandsetBook.Entry.Refused(HandsetBook.Cause.HANDSET_UNKNOWN);
      }
    }
    return book.redeem(hello.code(), hello.name());
  }

  /// A page is a handset from now on; one that it was before is gone.
  synchronized Handset connect(HandsetBook.Known known, HandsetPage page) {
    Handset before = handset(known.id());
    HandsetPage other = pages.put(known.id(), page);
    if (before != null) {
      gone(before);
    }
    if (other != null) {
      other.sendAway(HandsetBook.Cause.OPEN_ELSEWHERE);
    }
    SessionId session = new SessionId(known.id() + "-" + sessions.incrementAndGet());
    Handset handset = new Handset(known, session, driver, turn, frames, priority);
    List<Handset> all = new ArrayList<>(connected);
    all.add(handset);
    connected = List.copyOf(all);
    LOG.info("handset {} is here", known.name());
    return handset;
  }

  /// Its page is gone.
  synchronized void gone(Handset handset, HandsetPage page) {
    pages.remove(handset.known().id(), page);
    gone(handset);
  }

  private void gone(Handset handset) {
    handset.connected(false);
    List<Handset> all = new ArrayList<>(connected);
    if (all.remove(handset)) {
      connected = List.copyOf(all);
      media.disconnect(handset.session());
      LOG.info("handset {} is away", handset.known().name());
    }
  }

  Parsed<String> answer(Handset handset, String offer) {
    return media.connect(handset.session(), offer);
  }

  @Override
  public void close() {
    server.close();
    media.close();
  }

  private final class Connections implements HandsetMedia.Watcher {
    @Override
    public void changed(SessionId session, boolean now) {
      for (Handset each : connected) {
        if (each.session().equals(session)) {
          each.connected(now);
        }
      }
      board.changed();
    }

    @Override
    public void restarted() {
      connected.forEach(each -> each.connected(false));
      board.changed();
    }
  }
}
