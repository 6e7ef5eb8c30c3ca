// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.entrance;

import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;

/// What a process of `palaver radio` has whichever protocol it speaks: the data folder, the way of
/// the commands, and what is switched off.
public final class RadioGround implements AutoCloseable {

  private final RadioHome home;
  private final RadioControl control;
  private final RadioSwitches switches;
  private volatile @Nullable Change change;

  /// Leaves one protocol for the other while the process runs.
  public interface Change {

    /// Returns when it is done, or does not go; why not.
    @Nullable String protocolV2(boolean on);
  }

  private RadioGround(RadioHome home, RadioControl control, RadioSwitches switches) {
    this.home = home;
    this.control = control;
    this.switches = switches;
  }

  /// Holds the data folder, which is made when it is not there.
  public static RadioGround hold(RadioOptions options) throws StartFailure {
    RadioHome home = RadioHome.hold(options.data(), InstantSource.system());
    try {
      RadioSwitches switches = RadioSwitches.read(home.folder(), options.protocol());
      return new RadioGround(home, RadioControl.open(home.folder()), switches);
    } catch (IOException failure) {
      home.close();
      throw RadioHome.unusable(options.data(), failure);
    }
  }

  public RadioHome home() {
    return home;
  }

  public RadioControl control() {
    return control;
  }

  public RadioSwitches switches() {
    return switches;
  }

  /// Who can leave one protocol for the other.
  public void changedBy(Change able) {
    change = able;
  }

  /// Switches protocol v2; why not, when it does not go.
  public @Nullable String protocolV2(boolean on) {
    Change able = change;
    return able == null ? "this node is a part of another program" : able.protocolV2(on);
  }

  @Override
  public void close() {
    control.close();
    home.close();
  }
}
