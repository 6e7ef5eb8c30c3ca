// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import palaver.app.radio.entrance.RadioOptions;

/// A node that runs, of either protocol.
sealed interface Station extends AutoCloseable permits RadioStation, V1Station {

  /// What people read when it is there: `Palaver radio is ready: ` and this.
  String ready();

  /// With these ports it comes again where it was, also where it was given any free ones.
  RadioOptions again(RadioOptions options);

  @Override
  void close();
}
