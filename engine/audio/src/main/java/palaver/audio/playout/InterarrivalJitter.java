// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// The interarrival jitter as receivers report it (RFC 3550, section 6.4.1).
final class InterarrivalJitter {

  private boolean started;
  private long lastTransitNs;
  private double jitterNs;

  void restart() {
    started = false;
  }

  void observe(long arrivalNs, long timestamp) {
    long transitNs = arrivalNs - Samples.toNs(timestamp);
    if (started) {
      jitterNs += (Math.abs(transitNs - lastTransitNs) - jitterNs) / 16;
    }
    started = true;
    lastTransitNs = transitNs;
  }

  double jitterNs() {
    return jitterNs;
  }
}
