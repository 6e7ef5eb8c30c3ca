// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.health.RadioView;
import palaver.app.radio.voice.RadioHand;
import palaver.app.radio.voice.RadioSound;
import palaver.app.radio.voice.RadioTalker;
import palaver.http.radio.RadioHost;
import palaver.radio.RadioEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Shows a node to the pages that are open: looks at it when something happened, and twice a
/// second. While no page is open it does nothing.
final class RadioBoard implements RadioHost, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioBoard.class);
  private static final long LEVELS_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int NOTICES_MAX = 64;
  private static final JsonNode NONE = JsonNodeFactory.instance.nullNode();
  private static final double LEVEL_STEPS = 1_000;

  private final RadioStation station;
  private final List<RadioBoardPage> pages = new CopyOnWriteArrayList<>();
  private final ArrayBlockingQueue<String> notices = new ArrayBlockingQueue<>(NOTICES_MAX);
  private final Thread thread;
  private volatile boolean dirty;
  private volatile boolean closing;

  RadioBoard(RadioStation station) {
    this.station = station;
    thread = Thread.ofVirtual().name("radio-board").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Something happened that pages show. Any thread; never waits.
  void changed() {
    dirty = true;
    LockSupport.unpark(thread);
  }

  /// The node says something that is no state. On the node's thread; what finds no room is left
  /// out.
  void on(RadioEvent event) {
    if (event instanceof RadioEvent.TextRefused(_, var why) && !pages.isEmpty()) {
      notices.offer(RadioBoardPage.refusal("say", why));
      LockSupport.unpark(thread);
    }
  }

  @Override
  public String status() {
    return station.statusJson(station.snapshot());
  }

  @Override
  public String metrics() {
    return station.metrics();
  }

  @Override
  public Page open(Outbox outbox) {
    return open(outbox, station.button().hand(outbox));
  }

  /// A page opens that presses with `hand`.
  RadioBoardPage open(Outbox outbox, RadioHand hand) {
    RadioBoardPage page = new RadioBoardPage(station, this, outbox, hand);
    pages.add(page);
    changed();
    return page;
  }

  void remove(RadioBoardPage page) {
    pages.remove(page);
  }

  private void run() {
    long lookedNs = System.nanoTime() - LOOK_NS;
    while (!closing) {
      if (pages.isEmpty()) {
        LockSupport.park(this);
        continue;
      }
      long nowNs = System.nanoTime();
      pages.forEach(page -> page.watchButton(nowNs));
      for (String notice = notices.poll(); notice != null; notice = notices.poll()) {
        tell(notice);
      }
      if (dirty || nowNs - lookedNs >= LOOK_NS) {
        dirty = false;
        lookedNs = nowNs;
        look();
      }
      levels();
      if (!dirty) {
        LockSupport.parkNanos(this, LEVELS_NS);
      }
    }
  }

  private void tell(String frame) {
    pages.forEach(page -> page.offer(frame));
  }

  private void look() {
    try {
      RadioView view = station.view();
      Map<String, JsonNode> sections = RadioSections.of(view, station.sound());
      RadioHandsets handsets = station.handsets();
      sections.put("handsets", handsets == null ? NONE : handsets.json());
      RadioTalker talker = station.turn().last();
      Map<String, JsonNode> diagnostics = RadioSections.diagnostics(view);
      long nowMs = TimeUnit.NANOSECONDS.toMillis(view.nowNs());
      for (RadioBoardPage page : pages) {
        Map<String, JsonNode> shown = new HashMap<>(sections);
        if (page.watch().diagnostics()) {
          shown.putAll(diagnostics);
        }
        if (talker != null && !page.isOf(talker)) {
          shown.putAll(RadioSections.beside(view, talker.handset()));
        }
        page.show(nowMs, shown);
      }
    } catch (IllegalStateException silent) {
      LOG.debug("nothing to show", silent);
    }
  }

  /// How loud it is, to whom that matters: where somebody talks, and where devices are tried out.
  private void levels() {
    RadioSound sound = station.sound();
    boolean sounds = station.isOnTheAir();
    String frame =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "level")
            .put("microphone", steps(sound.microphoneLevel()))
            .put("speaker", steps(sound.speakerLevel()))
            .toString();
    for (RadioBoardPage page : pages) {
      if (sounds || page.watch().levels()) {
        page.offer(frame);
      }
    }
  }

  private static double steps(double level) {
    return Math.round(LEVEL_STEPS * level) / LEVEL_STEPS;
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
  }
}
