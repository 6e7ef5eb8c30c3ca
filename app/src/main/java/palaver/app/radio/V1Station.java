// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.app.radio.entrance.RadioEntrance;
import palaver.app.radio.entrance.RadioGround;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.radio.voice.RadioMicrophone;
import palaver.app.radio.voice.RadioPress;
import palaver.app.radio.voice.RadioSound;
import palaver.app.radio.voice.RadioSpeaker;
import palaver.app.radio.voice.RadioTalker;
import palaver.app.radio.voice.RadioTurn;
import palaver.app.radio.voice.RadioVoice;
import palaver.app.start.StartFailure;
import palaver.audio.codec.OpusSettings;
import palaver.audio.file.Sound;
import palaver.base.Outbox;
import palaver.codec.OpusLibrary;
import palaver.codec.OpusUnavailableException;
import palaver.floor.DenyCause;
import palaver.floor.ParticipantState;
import palaver.floor.RevokeCause;
import palaver.net.radio.FrameRing;
import palaver.net.radio.RadioClocks;
import palaver.net.radio.RadioDriver;
import palaver.net.radio.RadioSocket;
import palaver.radio.v1.V1Command;
import palaver.radio.v1.V1Event;
import palaver.radio.v1.V1Radio;
import palaver.sound.JavaSound;

/// A running node of protocol v1: sockets, voice and console. It has no channel, no members, no
/// leader and no page, because v1 knows none.
final class V1Station implements Station {

  private static final Logger LOG = LoggerFactory.getLogger(V1Station.class);
  private static final int MICROPHONE_FRAMES = 64;
  private static final long ANSWER_SECONDS = 5;

  private final RadioOptions options;
  private final RadioGround ground;
  private boolean alone;
  private final OpusLibrary opus;
  private final RadioClocks clocks = RadioClocks.system();
  private final FrameRing frames = new FrameRing(MICROPHONE_FRAMES);
  private final RadioVoice voice;
  private final V1Radio node;
  private final RadioDriver<V1Command, V1Event> driver;
  private final RadioMicrophone encoder;
  private final RadioSound sound;
  private final int port;
  private final RadioTurn turn = new RadioTurn();
  private volatile String talker = "";

  /// How the node is at one moment.
  ///
  /// @param others how many were heard in the last ten seconds
  /// @param talker who talks, empty for nobody or who gave no name
  record Snapshot(boolean talks, boolean taken, String talker, int others, long malformed) {}

  private V1Station(
      RadioOptions options,
      RadioGround ground,
      OpusLibrary opus,
      RadioSocket socket,
      Runnable failed) {
    this.options = options;
    this.ground = ground;
    this.opus = opus;
    port = socket.localAddress().getPort();
    voice = new RadioVoice(opus, clocks, _ -> {});
    node = new V1Radio(socket.all(), options.name(), new V1Timeline(voice.ring()));
    driver = new RadioDriver<>(options.network(), socket, clocks, node, new Hooks(failed));
    encoder = new RadioMicrophone(frames, driver::wakeUp, opus, OpusSettings::speech, clocks);
    sound = new RadioSound(options.sound(), new JavaSound(), encoder, voice);
  }

  /// Starts a node that is all of its process.
  ///
  /// @param failed is told when the node cannot go on
  static V1Station start(RadioOptions options, Runnable failed) throws StartFailure {
    RadioGround ground = RadioGround.hold(options);
    try {
      V1Station station = start(ground, options, failed);
      station.alone = true;
      return station;
    } catch (StartFailure failure) {
      ground.close();
      throw failure;
    }
  }

  /// Starts a node on a ground that remains when the node ends.
  static V1Station start(RadioGround ground, RadioOptions options, Runnable failed)
      throws StartFailure {
    try {
      OpusLibrary opus = OpusLibrary.open();
      RadioSocket socket = RadioEntrance.socket(options);
      V1Station station = new V1Station(options, ground, opus, socket, failed);
      station.driver.start();
      station.driver.command(new V1Command.Start());
      ground.control().answeredBy(new V1Desk(station).console());
      return station;
    } catch (OpusUnavailableException failure) {
      throw new StartFailure(String.valueOf(failure.getMessage()), failure);
    }
  }

  @Override
  public String ready() {
    return "protocol v1, UDP port " + port;
  }

  @Override
  public RadioOptions again(RadioOptions options) {
    return options.at(port, options.http().getPort());
  }

  RadioGround ground() {
    return ground;
  }

  /// Where it listens.
  int port() {
    return port;
  }

  String name() {
    return options.name();
  }

  RadioVoice voice() {
    return voice;
  }

  Snapshot snapshot() {
    try {
      return driver
          .ask(_ ->
              new Snapshot(
                  node.talks(),
                  node.isTaken(),
                  talker,
                  node.peerCount(),
                  node.counters().malformed()))
          .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException failure) {
      throw new IllegalStateException("the node does not answer", failure);
    }
  }

  /// Says a recording; why not, when it was refused or broken off.
  @Nullable String say(Sound recording, long waitNs) throws InterruptedException {
    RadioSpeaker mine = new RadioSpeaker(new Button(), frames, opus, OpusSettings.speech(), clocks);
    if (turn.take(mine) != null) {
      return "this node talks already";
    }
    try {
      return mine.say(recording, 0, false, waitNs);
    } finally {
      turn.leave(mine);
    }
  }

  @Override
  public void close() {
    driver.command(new V1Command.Stop());
    driver.close();
    sound.close();
    encoder.close();
    voice.close();
    if (alone) {
      ground.close();
    }
  }

  private final class Button implements RadioPress {
    @Override
    public boolean press(int priority, boolean emergency) {
      return driver.command(new V1Command.Press());
    }

    @Override
    public void release() {
      driver.command(new V1Command.Release());
    }

    @Override
    public void offered() {
      driver.wakeUp();
    }
  }

  private final class Hooks implements RadioDriver.Hooks<V1Command, V1Event> {
    private final Runnable failed;

    Hooks(Runnable failed) {
      this.failed = failed;
    }

    @Override
    public V1Command resumed(long gapNs) {
      return new V1Command.Resumed(gapNs);
    }

    @Override
    public V1Command wallClock(long epochMs) {
      return new V1Command.WallClock(epochMs);
    }

    @Override
    public void sources(long nowNs, Outbox<V1Event> outbox) {
      while (frames.poll(
          (_, _, _, bytes, length) -> node.onMicrophone(bytes, 0, length, outbox))) {}
    }

    @Override
    public void event(V1Event event) {
      switch (event) {
        case V1Event.Talks _ -> show(new ParticipantState.Granted(Long.MAX_VALUE));
        case V1Event.Denied _ ->
            show(new ParticipantState.Denied(DenyCause.OTHER_HAS_PERMISSION, 0));
        case V1Event.Interrupted _ -> show(new ParticipantState.Revoked(RevokeCause.PRE_EMPTED, 0));
        case V1Event.Floor(boolean taken, String name) -> {
          talker = name;
          LOG.info(taken ? "somebody talks: {}" : "nobody talks{}", name);
        }
        case V1Event.Others(int count) -> LOG.info("{} others of protocol v1", count);
      }
    }

    private void show(ParticipantState state) {
      RadioTalker speaking = turn.now();
      if (speaking != null) {
        speaking.onState(state);
      }
    }

    @Override
    public void failed(Throwable failure) {
      failed.run();
    }
  }
}
