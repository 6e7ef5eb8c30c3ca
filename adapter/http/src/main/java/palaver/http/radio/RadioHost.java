// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

/// The radio node behind a page.
public interface RadioHost {

  /// Takes what a page is told.
  interface Outbox {

    /// Hands over a JSON frame; false when the page is too slow, or gone. Never waits.
    boolean offer(String frame);

    /// Ends the page's WebSocket, after what was offered. Never waits.
    void close();
  }

  /// One page that is open.
  interface Page {

    /// A person does something there. Calls come one after the other.
    void on(PageCommand command);

    /// The page is gone, perhaps with its button down.
    void closed();
  }

  /// How the node is, as a JSON object.
  String status();

  /// All figures of the node, in the text format of Prometheus.
  String metrics();

  /// A page opens. It is told everything first, and what changes from then on.
  Page open(Outbox outbox);
}
