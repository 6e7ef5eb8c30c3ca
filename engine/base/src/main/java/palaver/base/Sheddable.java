// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// An engine that can do less while its thread is overloaded.
///
/// The driver calls it between two inputs, on the engine's own thread.
public interface Sheddable {

  /// The limit of an engine that sheds nothing.
  int EVERYBODY = Integer.MAX_VALUE;

  /// Forward only the `talkersMax` loudest of each room, equally in all rooms, until told
  /// otherwise; [#EVERYBODY] ends it.
  void shedTo(int talkersMax);
}
