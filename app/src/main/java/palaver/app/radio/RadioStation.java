// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.diagnosis.Diagnosis;
import palaver.app.radio.entrance.HandsetOptions;
import palaver.app.radio.entrance.RadioAddresses;
import palaver.app.radio.entrance.RadioConfigs;
import palaver.app.radio.entrance.RadioEntrance;
import palaver.app.radio.entrance.RadioGround;
import palaver.app.radio.entrance.RadioHome;
import palaver.app.radio.entrance.RadioKnock;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.radio.health.RadioDoorbell;
import palaver.app.radio.health.RadioMetrics;
import palaver.app.radio.health.RadioMoment;
import palaver.app.radio.health.RadioSnapshot;
import palaver.app.radio.health.RadioView;
import palaver.app.radio.health.TroubleWatch;
import palaver.app.radio.rehearsal.Rehearsal;
import palaver.app.radio.voice.RadioButton;
import palaver.app.radio.voice.RadioEars;
import palaver.app.radio.voice.RadioMicrophone;
import palaver.app.radio.voice.RadioPress;
import palaver.app.radio.voice.RadioRecorder;
import palaver.app.radio.voice.RadioSound;
import palaver.app.radio.voice.RadioSpeaker;
import palaver.app.radio.voice.RadioTalker;
import palaver.app.radio.voice.RadioTurn;
import palaver.app.radio.voice.RadioVoice;
import palaver.app.radio.voice.RecentSound;
import palaver.app.start.StartFailure;
import palaver.audio.file.Sound;
import palaver.base.Outbox;
import palaver.codec.OpusLibrary;
import palaver.codec.OpusUnavailableException;
import palaver.http.CannotListenException;
import palaver.http.radio.RadioServer;
import palaver.net.SystemSecrets;
import palaver.net.radio.BackgroundStore;
import palaver.net.radio.FrameRing;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioNodeHooks;
import palaver.net.radio.RadioSocket;
import palaver.radio.RadioCommand;
import palaver.radio.RadioConfig;
import palaver.radio.RadioEvent;
import palaver.radio.RadioNode;
import palaver.radio.Timeline;
import palaver.radio.replay.Ports;
import palaver.radio.replay.RecordedNode;
import palaver.radio.settings.SettingsValues;
import palaver.sound.JavaSound;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.Membership;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;
import tools.jackson.databind.node.ObjectNode;

/// A running radio node with everything around it: folder, driver, voice, console, HTTP.
final class RadioStation implements Station {

  private static final Logger LOG = LoggerFactory.getLogger(RadioStation.class);
  private static final int MICROPHONE_FRAMES = 64;
  private static final long ANSWER_SECONDS = 5;
  private final RadioOptions options;
  private final RadioGround ground;
  private boolean alone;
  private final RadioHome home;
  private final int port;
  private final ChannelName channel;
  private final Membership membership;
  private final OpusLibrary opus;
  private final RadioClocks clocks;
  private final FrameRing microphone = new FrameRing(MICROPHONE_FRAMES);
  private final BackgroundStore store;
  private final RadioVoice voice;
  private final Diagnosis diagnosis;
  private final RadioParts parts;
  private final RadioChannelFacts facts;
  private final List<PeerAddress> keptAddresses;
  private final RecordedNode recorded;
  private final RadioNode node;
  private final RadioDriver<RadioCommand, RadioEvent> driver;
  private final RadioTurn turn = new RadioTurn();
  private final RadioEars ears;
  private final RadioMoment moment = new RadioMoment();
  private final RecentSound recentSound = new RecentSound();
  private final RadioMicrophone encoder;
  private final RadioSound sound;
  private final RadioButton button;
  private final RadioBoard board;
  private @Nullable RadioServer http;
  private volatile @Nullable RadioHandsets handsets;
  private @Nullable RadioAddresses addresses;
  private final RadioQuestion question = new RadioQuestion();
  private volatile boolean onTheAir;
  private final RadioDoorbell doorbell = new RadioDoorbell();
  private final TroubleWatch troubles = new TroubleWatch();

  private RadioStation(
      RadioOptions options,
      RadioGround ground,
      ChannelName channel,
      OpusLibrary opus,
      RadioSocket socket,
      Runnable failed)
      throws IOException {
    this.options = options;
    this.ground = ground;
    home = ground.home();
    this.channel = channel;
    this.opus = opus;
    clocks = RadioClocks.system();
    keptAddresses = RadioAddresses.read(home.folder());
    port = socket.localAddress().getPort();
    store = new BackgroundStore(home.files(), home.files().termCounter());
    RadioConfig config = RadioConfigs.next(home, options, channel.name(), socket.all());
    diagnosis = Diagnosis.begin(options.data(), config.self(), config.boot());
    voice = new RadioVoice(opus, clocks, atNs -> diagnosis.note(atNs, "sounds"));
    ears = new RadioEars(voice.ring(), config.self());
    recorded =
        new RecordedNode(
            diagnosis.recording(),
            home.opening(config, channel),
            new Ports(
                new StandardCrypto(),
                home.identity().secretBytes(),
                new SystemSecrets(),
                store,
                ears,
                socket.directory()));
    node = recorded.node();
    membership = recorded.membership();
    driver = new RadioDriver<>(options.network(), socket, clocks, recorded, new Hooks(failed));
    driver.announce(config.self(), config.channelKey());
    facts = new RadioChannelFacts(driver, node, membership, config.self(), clocks);
    parts = new RadioParts(ground.switches(), driver, node, voice);
    encoder = new RadioMicrophone(microphone, driver::wakeUp, opus, parts::encoding, clocks);
    sound = new RadioSound(options.sound(), new JavaSound(), encoder, voice);
    button = new RadioButton(driver, turn, encoder, sound, options.priority());
    board = new RadioBoard(this);
  }

  /// Starts a node that is all of its process.
  ///
  /// @param failed is told when the node cannot go on
  static RadioStation start(RadioOptions options, Runnable failed) throws StartFailure {
    RadioGround ground = RadioGround.hold(options);
    try {
      RadioStation station = start(ground, options, failed);
      station.alone = true;
      return station;
    } catch (StartFailure failure) {
      ground.close();
      throw failure;
    }
  }

  /// Starts a node on a ground that remains when the node ends.
  static RadioStation start(RadioGround ground, RadioOptions options, Runnable failed)
      throws StartFailure {
    try {
      Rehearsal.run();
      RadioKnock.Entered entered = RadioEntrance.channel(ground, options);
      OpusLibrary opus = OpusLibrary.open();
      RadioSocket socket = RadioEntrance.socket(options);
      RadioStation station =
          new RadioStation(options, ground, entered.channel(), opus, socket, failed);
      station.run(entered.hosts());
      return station;
    } catch (IOException failure) {
      throw RadioHome.unusable(options.data(), failure);
    } catch (OpusUnavailableException failure) {
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void run(List<PeerAddress> hosts) throws StartFailure {
    HandsetOptions phones = options.handsets();
    try {
      http = RadioServer.open(options.http(), board);
      handsets = phones == null ? null : RadioHandsets.open(phones, this, home, options.priority());
    } catch (CannotListenException taken) {
      abandon();
      throw new StartFailure("--http: " + taken.getMessage(), taken);
    } catch (StartFailure failure) {
      abandon();
      throw failure;
    }
    ears.add(handsets);
    driver.start();
    board.start();
    driver.command(new RadioCommand.Start(clocks.epochMs()));
    List<PeerAddress> known = new ArrayList<>(hosts);
    known.addAll(keptAddresses);
    driver.command(new RadioCommand.Introduce(known));
    addresses = new RadioAddresses(home.folder(), keptAddresses, this::addresses);
    parts.start();
    ground.control().answeredBy(new RadioDesk(this).console());
  }

  private void abandon() {
    driver.close();
    closeSound();
    diagnosis.close();
    store.close();
    if (http != null) {
      http.close();
    }
  }

  private void closeSound() {
    sound.close();
    encoder.close();
    voice.close();
  }

  @Override
  public String ready() {
    return address();
  }

  @Override
  public RadioOptions again(RadioOptions options) {
    return options.at(port, Objects.requireNonNull(http).port());
  }

  RadioGround ground() {
    return ground;
  }

  /// Where the node's page is.
  String address() {
    RadioServer open = http;
    return open == null ? "" : open.url();
  }

  /// The phones that join through this node; null when it serves none.
  @Nullable RadioHandsets handsets() {
    return handsets;
  }

  /// Whose the node's one way to speak is.
  RadioTurn turn() {
    return turn;
  }

  RadioBoard board() {
    return board;
  }

  RadioDriver<RadioCommand, RadioEvent> driver() {
    return driver;
  }

  RadioButton button() {
    return button;
  }

  RadioSound sound() {
    return sound;
  }

  /// Whether anybody talks, here or elsewhere.
  boolean isOnTheAir() {
    return onTheAir;
  }

  String name() {
    return options.name();
  }

  /// How the node is.
  RadioSnapshot snapshot() {
    return answered(driver.ask(this::snapshot));
  }

  private RadioSnapshot snapshot(long nowNs) {
    NodeId self = home.identity().node();
    return RadioSnapshot.of(
        nowNs,
        clocks.epochMs(),
        channel.name(),
        self,
        node,
        membership,
        node.talkingUnder() == null ? moment.talker() : self,
        driver.figures(),
        voice.statistics(),
        recentSound.concealedShare(nowNs, voice.statistics()),
        store.failures(),
        troubles.troubles(nowNs, membership.isMember(self, clocks.epochMs())));
  }

  /// All figures of the node, as Prometheus takes them.
  String metrics() {
    return answered(driver.ask(nowNs -> RadioMetrics.of(snapshot(nowNs), node, diagnosis)));
  }

  /// How the node is, for its page.
  RadioView view() {
    return answered(
        driver.ask(nowNs ->
            RadioView.of(
                snapshot(nowNs), nowNs, clocks.epochMs(), node, membership, moment, doorbell)));
  }

  static <T> T answered(CompletableFuture<T> answer) {
    try {
      return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException failure) {
      throw new IllegalStateException("the node does not answer", failure);
    }
  }

  /// What the channel has agreed on.
  RadioChannelFacts facts() {
    return facts;
  }

  /// What an operator's node gives to those who come in.
  RadioPasses passes() {
    return new RadioPasses(driver, home.identity(), channel, membership);
  }

  /// Who waits at the door.
  RadioDoorbell doorbell() {
    return doorbell;
  }

  /// Has the node do something; false when it is too busy.
  boolean command(RadioCommand command) {
    return driver.command(command);
  }

  /// Has the node do something and waits for the event that answers it; null when none comes in
  /// time, or another such command is under way.
  @Nullable RadioEvent ask(RadioCommand command) throws InterruptedException {
    return question.ask(driver, command);
  }

  /// What may be switched off.
  RadioParts parts() {
    return parts;
  }

  private List<PeerAddress> addresses() {
    return answered(driver.ask(node::addresses));
  }

  /// How the node is, as `status --json` says it.
  String statusJson(RadioSnapshot node) {
    ObjectNode all = node.jsonNode();
    ground.switches().into(all);
    return all.toString();
  }

  Path data() {
    return options.data();
  }

  /// What this run notes, up to date.
  Diagnosis diagnosis() {
    answered(
        driver.ask(_ -> {
          diagnosis.recording().flush();
          return true;
        }));
    answered(diagnosis.written());
    return diagnosis;
  }

  /// Says a recording; why not, when it was refused or broken off.
  @Nullable String say(Sound sound, boolean emergency, long waitNs) throws InterruptedException {
    RadioSpeaker mine =
        new RadioSpeaker(RadioPress.of(driver), microphone, opus, parts.encoding(), clocks);
    if (turn.take(mine) != null) {
      return "this node talks already";
    }
    try {
      return mine.say(sound, options.priority(), emergency, waitNs);
    } finally {
      turn.leave(mine);
    }
  }

  /// Records what is heard from now on.
  Sound listen(int seconds) throws InterruptedException {
    return new RadioRecorder(seconds).record(voice);
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
    RadioHandsets phones = handsets;
    if (phones != null) {
      phones.close();
    }
    board.close();
    if (addresses != null) {
      addresses.close();
    }
    driver.command(new RadioCommand.Stop());
    driver.close();
    closeSound();
    diagnosis.close();
    store.close();
    if (alone) {
      ground.close();
    }
  }

  private final class Hooks implements RadioNodeHooks {
    private final Runnable failed;

    Hooks(Runnable failed) {
      this.failed = failed;
    }

    @Override
    public RadioCommand resumed(long gapNs) {
      diagnosis.note("slept");
      return RadioNodeHooks.super.resumed(gapNs);
    }

    @Override
    public void sources(long nowNs, Outbox<RadioEvent> outbox) {
      troubles.look(nowNs, () -> node.around(nowNs));
      while (microphone.poll((_, _, _, bytes, length) -> said(nowNs, bytes, length, outbox))) {}
      RadioHandsets phones = handsets;
      while (phones != null
          && phones.poll((_, _, _, bytes, length) -> said(nowNs, bytes, length, outbox))) {}
    }

    private void said(long nowNs, byte[] bytes, int length, Outbox<RadioEvent> outbox) {
      recorded.onMicrophone(nowNs, bytes, 0, length, outbox);
      ears.own(nowNs, node.talkingUnder(), turn.now(), bytes, length);
    }

    @Override
    public void event(RadioEvent event) {
      note(event);
      doorbell.on(event);
      troubles.on(clocks.nowNs(), event);
      if (moment.on(clocks.nowNs(), event)) {
        onTheAir = node.playing() != null || node.talkingUnder() != null;
        if (!onTheAir) {
          ears.end();
        }
        board.changed();
      }
      board.on(event);
      switch (event) {
        case RadioEvent.Floor(var state) -> {
          RadioTalker last = turn.last();
          sound.tones().onState(state, last == null || last == button);
          RadioTalker speaking = turn.now();
          if (speaking != null) {
            speaking.onState(state);
          }
        }
        case RadioEvent.Standing(var now, var term, String why) ->
            LOG.atInfo()
                .addKeyValue("term", term.counter())
                .log("{} in term {}: {}", now.title(), term.counter(), why);
        case RadioEvent.Settings(var _, SettingsValues values) -> parts.onSettings(values);
        case RadioEvent.TextKept _, RadioEvent.TextRefused _, RadioEvent.SettingsAnswered _ ->
            question.answer(event);
        default -> LOG.debug("{}", event);
      }
    }

    private void note(RadioEvent event) {
      List<Timeline.Entry> elections =
          event instanceof RadioEvent.Standing ? node.timeline().entries() : List.of();
      diagnosis.on(clocks.nowNs(), clocks.epochMs(), event, node.talkingUnder(), elections);
    }

    @Override
    public void failed(Throwable failure) {
      diagnosis.note("failed");
      failed.run();
    }
  }
}
