// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import palaver.sound.JavaSound;
import palaver.sound.SoundDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `palaver radio devices`.
@Command(
    name = "devices",
    description = "Lists this machine's microphones and speakers, for --mic and --speaker.",
    mixinStandardHelpOptions = true)
final class RadioDevicesCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<SoundDevice> devices = new JavaSound().devices();
    for (SoundDevice device : devices) {
      String kind = device.kind().name().toLowerCase(Locale.ROOT);
      spec.commandLine().getOut().println(kind + "  " + device.name());
    }
    if (devices.isEmpty()) {
      spec.commandLine().getErr().println("This machine has no sound devices.");
    }
    return 0;
  }
}
