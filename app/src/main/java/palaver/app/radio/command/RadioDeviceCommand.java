// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.concurrent.Callable;
import palaver.app.radio.entrance.RadioHome;
import palaver.app.start.StartFailure;
import palaver.trust.member.DeviceKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `palaver radio device`.
@Command(
    name = "device",
    description = {
      "Prints this device's public keys, which an operator admits by `palaver radio allow`.",
      "The first call makes the keys."
    },
    mixinStandardHelpOptions = true)
final class RadioDeviceCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Override
  public Integer call() throws StartFailure {
    DeviceKeys keys = RadioHome.deviceKeys(radio.data);
    spec.commandLine().getOut().println(keys.signingKey().hex() + keys.agreementKey().hex());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
