// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// One call: from the first who entered an empty room to the last who left it.
///
/// @param participantsPeak the most sessions at the same time
record Call(Instant startedAt, Instant endedAt, int participantsPeak, int sessions) {

  /// When a session began and ended.
  record Span(Instant from, Instant to) {
    Span {
      to = to.isBefore(from) ? from : to;
    }
  }

  /// The calls that these sessions of one room make.
  ///
  /// @param spans in the order in which they began
  static List<Call> of(List<Span> spans) {
    List<Call> calls = new ArrayList<>();
    PriorityQueue<Instant> ends = new PriorityQueue<>();
    Instant startedAt = Instant.EPOCH;
    Instant endedAt = Instant.EPOCH;
    int peak = 0;
    int sessions = 0;
    for (Span span : spans) {
      while (!ends.isEmpty() && !ends.element().isAfter(span.from())) {
        ends.remove();
      }
      if (sessions > 0 && span.from().isAfter(endedAt)) {
        calls.add(new Call(startedAt, endedAt, peak, sessions));
        sessions = 0;
        peak = 0;
      }
      if (sessions == 0) {
        startedAt = span.from();
        endedAt = span.to();
      }
      endedAt = span.to().isAfter(endedAt) ? span.to() : endedAt;
      ends.add(span.to());
      peak = Math.max(peak, ends.size());
      sessions++;
    }
    if (sessions > 0) {
      calls.add(new Call(startedAt, endedAt, peak, sessions));
    }
    return calls;
  }
}
